package transom.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts further JVMs like this one. */
public final class JavaProcess {

    /** From this version on a JVM wants to be told that native code is called. */
    private static final int NATIVE_ACCESS = 22;

    private static final int UNSAFE_ACCESS = 23;

    private JavaProcess() {}

    /**
     * The JVM collects all of its garbage, which takes longer than some frames do, whenever its classes outgrow this for the
     * first time; of its own accord that is at 21 MiB, so in the first update. Transom's classes take about 40.
     */
    private static final String CLASSES = "-XX:MetaspaceSize=128m";

    /**
     * Compiled code of bundles that were replaced stays until that collection; an update leaves a quarter of a MiB. With level 1 a
     * JVM reserves 48 MiB, and when those are full it compiles little more.
     */
    private static final String CODE = "-XX:ReservedCodeCacheSize=240m";

    /** A JVM that starts quickly and takes little memory. */
    public static ProcessBuilder of(String classPath, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", CLASSES, CODE));
        command.addAll(nativeFlags());
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** What a JVM of this version must be told so that native code may be called. */
    public static List<String> nativeFlags() {
        List<String> flags = new ArrayList<>();
        int version = Runtime.version().feature();
        if (version >= NATIVE_ACCESS) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        if (version >= UNSAFE_ACCESS) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return flags;
    }
}
