package transom.launcher;

import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import transom.features.UserError;
import transom.launcher.demo.DemoCommand;
import transom.launcher.doctor.DoctorCommand;
import transom.launcher.runtime.RunCommand;
import transom.launcher.shell.ShellCommand;
import transom.launcher.update.DevCommand;
import transom.launcher.update.HistoryCommand;
import transom.launcher.update.RollbackCommand;
import transom.launcher.update.SwapCommand;
import transom.launcher.update.UpdateCommand;

/** The Java side of the script {@code transom}: the first argument is the command. */
public final class Main {

    private Main() {}

    /** Runs the command and exits with its status: 0 well, 1 failed, 2 wrong arguments. */
    public static void main(String[] args) {
        String command = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        System.exit(commandLine(command).execute(rest));
    }

    private static CommandLine commandLine(String command) {
        CommandLine line = new CommandLine(named(command));
        line.setCommandName("transom " + command);
        line.setUsageHelpWidth(110);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (!(failure instanceof UserError)) {
                throw failure;
            }
            failed.getErr().println("transom " + command + ": " + failure.getMessage());
            return 1;
        });
        return line;
    }

    private static Callable<Integer> named(String command) {
        return switch (command) {
            case "run" -> new RunCommand();
            case "shell" -> new ShellCommand();
            case "update" -> new UpdateCommand();
            case "rollback" -> new RollbackCommand();
            case "swap" -> new SwapCommand();
            case "history" -> new HistoryCommand();
            case "dev" -> new DevCommand();
            case "demo" -> new DemoCommand();
            case "doctor" -> new DoctorCommand();
            default -> throw new IllegalArgumentException("unknown command '" + command + "'");
        };
    }
}
