package transom.launcher.doctor;

/** Where EGL finds a display; the numbers are the EGL registry's. */
enum EglPlatform {
    X11(0x31d5),
    WAYLAND(0x31d8),
    GBM(0x31d7),
    SURFACELESS(0x31dd),
    DEVICE(0x313f);

    private final int number;

    EglPlatform(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
