package transom.itests.guestsim;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import transom.guestfb.wire.Abi;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.ProtocolException;

/** The command line. */
final class Options {

    static final String USAGE = String.join(
            System.lineSeparator(),
            "usage: guest-sim --control DIR [options]",
            "  --control DIR      the simulator's sockets",
            "  --name NAME        of the guest (guest)",
            "  --size WxH         pixels (800x600)",
            "  --protocol NAME    vfb or displif (vfb)",
            "  --be-alloc N       displif: 1 if the backend allocates, 0 if the guest does (1)",
            "  --depth BITS       8, 16, 24 or 32 (32); displif has no 8",
            "  --memory MIB       of the framebuffer (what the size needs, at least 8)",
            "  --line-length N    bytes from row to row (a row's)",
            "  --offset N         bytes before the first row (0)",
            "  --abi BITS         64 or 32: layout of the page directory (64)",
            "  --fps N            frames a second, 1..1000 (60)",
            "  --frames N         freeze after so many frames, then end (never)",
            "  --seconds N        end after so many seconds (never)",
            "  --scene NAME       " + String.join(", ", Scenes.names()) + " (demo)",
            "  --echo-input       draw the pointer and the keys that are down",
            "commands on stdin, one a line: freeze, resume, picture FILE, resize WxH, off, on, status, quit");

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");
    private static final int MIB = 1 << 20;
    private static final int DEFAULT_MIB = 8;
    private static final int DISPLIF_MIB = 128;
    private static final int BUFFERS = 2;

    Path control;
    String name = "guest";
    String scene = "demo";
    Abi abi = Abi.X86_64;
    int fps = 60;
    long frames;
    int seconds;
    boolean echoInput;
    private boolean displif;
    private boolean backendAllocates = true;
    private int width = 800;
    private int height = 600;
    private int depth = 32;
    private int memoryMib;
    private int lineLength;
    private int offset;

    /** @throws IllegalArgumentException which names the option, its value and what is allowed */
    static Options parse(List<String> arguments) {
        Options options = new Options();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            options.take(left.remove(), left);
        }
        if (options.control == null) {
            throw new IllegalArgumentException("--control DIR is missing: where the simulator's sockets are");
        }
        return options;
    }

    private void take(String option, Deque<String> left) {
        if (option.equals("--echo-input")) {
            echoInput = true;
            return;
        }
        String value = left.poll();
        if (value == null && option.startsWith("--")) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        switch (option) {
            case "--control" -> control = Path.of(value).toAbsolutePath();
            case "--name" -> name = value;
            case "--size" -> size(value);
            case "--protocol" -> displif = protocol(value);
            case "--be-alloc" -> backendAllocates = number(option, value, 0, 1) == 1;
            case "--depth" ->
                depth = PixelDepth.of(number(option, value, 8, 32)).bytes() * 8;
            case "--memory" -> memoryMib = number(option, value, 1, 512);
            case "--line-length" -> lineLength = number(option, value, 1, Integer.MAX_VALUE);
            case "--offset" -> offset = number(option, value, 0, Integer.MAX_VALUE);
            case "--abi" -> abi = number(option, value, 32, 64) == 32 ? Abi.X86_32 : Abi.X86_64;
            case "--fps" -> fps = number(option, value, 1, 1000);
            case "--frames" -> frames = number(option, value, 1, Integer.MAX_VALUE);
            case "--seconds" -> seconds = number(option, value, 1, Integer.MAX_VALUE / 1000);
            case "--scene" -> scene = scene(value);
            default -> throw new IllegalArgumentException("unknown option '" + option + "'");
        }
    }

    private void size(String text) {
        int[] size = size("--size", text);
        width = size[0];
        height = size[1];
    }

    /** Width and height. */
    static int[] size(String what, String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0 || Integer.parseInt(matcher.group(2)) == 0) {
            throw new IllegalArgumentException(what + " '" + text + "' must be WIDTHxHEIGHT in pixels, e.g. 1024x768");
        }
        return new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))};
    }

    private static int number(String option, String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with those out of range
        }
        throw new IllegalArgumentException(option + " '" + text + "' must be a number, " + min + ".." + max);
    }

    private static boolean protocol(String name) {
        if (!name.equals("vfb") && !name.equals("displif")) {
            throw new IllegalArgumentException("--protocol '" + name + "' must be vfb or displif");
        }
        return name.equals("displif");
    }

    private static String scene(String name) {
        if (!Scenes.isKnown(name)) {
            throw new IllegalArgumentException(
                    "--scene '" + name + "' must be one of " + String.join(", ", Scenes.names()));
        }
        return name;
    }

    boolean isDisplif() {
        return displif;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int depth() {
        return depth;
    }

    /** What the toolstack writes for {@code vdispl=['be-alloc=...,connectors=id0:WxH']}. */
    Map<String, String> vdisplNodes() {
        return Map.of(
                "be-alloc", backendAllocates ? "1" : "0", "0/resolution", width + "x" + height, "0/unique-id", "id0");
    }

    /** Pages that the pixels need. */
    int pages() {
        return displif ? BUFFERS * (DisplBuffer.pages(width, height, depth) + 1) : layout().pages();
    }

    /** What cannot be is refused before a domain is made. */
    void check() {
        if (!displif) {
            layout();
        } else if (depth == 8) {
            throw new IllegalArgumentException("--depth '8' must be 16, 24 or 32 with --protocol displif");
        } else if ((long) width * height * (depth / 8) > DISPLIF_MIB * (long) MIB) {
            throw new IllegalArgumentException(
                    "--size '" + width + "x" + height + "' must need at most " + DISPLIF_MIB + " MiB a buffer");
        }
    }

    /** The framebuffer that was asked for. */
    FramebufferLayout layout() {
        int bytes = depth / 8;
        int stride = lineLength == 0 ? width * bytes : lineLength;
        long needed = offset + (long) stride * (height - 1) + (long) width * bytes;
        long memory = memoryMib == 0 ? Math.max(needed, (long) DEFAULT_MIB * MIB) : (long) memoryMib * MIB;
        try {
            return new FramebufferLayout(width, height, stride, offset, depth, (int) Math.min(memory, 512L * MIB));
        } catch (ProtocolException e) {
            throw new IllegalArgumentException("this framebuffer cannot be: " + e.getMessage(), e);
        }
    }
}
