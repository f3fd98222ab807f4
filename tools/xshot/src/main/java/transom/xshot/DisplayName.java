package transom.xshot;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A display's name as in {@code $DISPLAY}: {@code :1}, {@code :1.0}, {@code host:1}. */
record DisplayName(String host, int number) {

    private static final Pattern SYNTAX = Pattern.compile("(unix|[^:/]*)?:(\\d{1,5})(\\.\\d+)?");

    /** The first TCP port of X servers (X Window System Protocol, appendix B). */
    private static final int TCP_BASE = 6000;

    static DisplayName parse(String text) {
        Matcher m = SYNTAX.matcher(text == null ? "" : text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "display '" + text + "' is not like ':1': set DISPLAY or give --display");
        }
        String host = m.group(1) == null || m.group(1).equals("unix") ? "" : m.group(1);
        return new DisplayName(host, Integer.parseInt(m.group(2)));
    }

    SocketAddress address() {
        return host.isEmpty()
                ? UnixDomainSocketAddress.of(Path.of("/tmp/.X11-unix/X" + number))
                : new InetSocketAddress(host, TCP_BASE + number);
    }
}
