package transom.xshot;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import javax.imageio.ImageIO;

/** The program. Exit status: 0 done or equal, 1 different, 2 it could not be done. */
public final class Main {

    private static final String USAGE = """
            usage: xshot [--display :N] [--wait SECONDS] ACTION
              --list                       the windows that have a title
              --title TEXT FILE.png        the picture in the window whose title contains TEXT
              --id NUMBER FILE.png         the picture in the window with this id
              --root FILE.png              the picture of the whole screen
              --title TEXT --resize WxH    gives the window another size (or --id NUMBER --resize WxH)
              --compare A.png B.png        exit status 0 if they are equal, 1 if not""";

    private final PrintStream out;

    Main(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws InterruptedException {
        System.setProperty("java.awt.headless", "true");
        System.exit(new Main(System.out).run(args));
    }

    int run(String... args) throws InterruptedException {
        try {
            Options options = Options.parse(args);
            if (options.has("--compare")) {
                return compare(options);
            }
            if (args.length == 0 || options.has("--help")) {
                out.println(USAGE);
                return args.length == 0 ? 2 : 0;
            }
            try (XConnection server = XConnection.open(options.get("--display", System.getenv("DISPLAY")))) {
                return look(server, options);
            }
        } catch (IllegalArgumentException e) {
            out.println("xshot: " + e.getMessage() + "\n" + USAGE);
        } catch (IOException e) {
            out.println("xshot: " + e.getMessage());
        }
        return 2;
    }

    private int compare(Options options) throws IOException {
        if (options.rest().size() != 2) {
            throw new IllegalArgumentException("--compare needs two files");
        }
        Comparison result = Comparison.of(
                new File(options.rest().get(0)), new File(options.rest().get(1)));
        out.println(result.summary());
        return result.isEqual() ? 0 : 1;
    }

    private int look(XConnection server, Options options) throws IOException, InterruptedException {
        XWindows windows = new XWindows(server);
        if (options.has("--list")) {
            windows.list().forEach(out::println);
        } else if (options.has("--root")) {
            save(Screenshot.ofRoot(server), options.file());
        } else {
            XWindow window = find(windows, options);
            if (options.has("--resize")) {
                resize(windows, window, options.get("--resize", ""));
            } else {
                save(Screenshot.of(server, window), options.file());
            }
        }
        return 0;
    }

    private static XWindow find(XWindows windows, Options options) throws IOException, InterruptedException {
        if (options.has("--id")) {
            return windows.describe(options.number("--id", 0));
        }
        if (!options.has("--title")) {
            throw new IllegalArgumentException("say which window: --title, --id or --root");
        }
        String title = options.get("--title", "");
        int seconds = options.number("--wait", 10);
        return windows.await(title, Duration.ofSeconds(seconds))
                .orElseThrow(() -> new IOException("no window with '" + title + "' in its title in " + seconds + " s"));
    }

    private static void resize(XWindows windows, XWindow window, String size) throws IOException {
        if (!size.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")) {
            throw new IllegalArgumentException("--resize '" + size + "' is not like 800x600");
        }
        String[] sides = size.split("x");
        windows.resize(window.id(), Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    private void save(BufferedImage image, String file) throws IOException {
        if (!ImageIO.write(image, "png", new File(file))) {
            throw new IOException("this Java cannot write PNG files");
        }
        out.println(file + " " + image.getWidth() + "x" + image.getHeight());
    }
}
