package transom.itests.lab;

/** How long the emulated machine stood still while this is open: then nothing can be said of times in it. */
final class Stalls implements AutoCloseable {

    private static final String FILE = "/run/lab-stalls";

    private final String pid;

    private Stalls(String pid) {
        this.pid = pid;
    }

    static Stalls watch() {
        return new Stalls(Lab.dom0("setsid chrt -f 50 /lab/stalls " + FILE + " </dev/null >/dev/null 2>&1 & echo $!;"
                + " until [ -s " + FILE + " ]; do sleep 0.1; done"));
    }

    int longestMillis() {
        return Integer.parseInt(Lab.dom0("cat " + FILE));
    }

    @Override
    public void close() {
        Lab.dom0("kill " + pid + "; rm " + FILE);
    }
}
