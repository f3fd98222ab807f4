package transom.launcher.doctor;

/**
 * Something that was looked for.
 *
 * @param area e.g. {@code Xen}
 * @param name e.g. {@code /dev/xen/gntdev}
 * @param found whether it is there and works
 * @param detail what it is, or why it is not there
 * @param remedy what to do where it is not there, empty if there is nothing to do
 */
record Finding(String area, String name, boolean found, String detail, String remedy) {

    static Finding here(String area, String name, String detail) {
        return new Finding(area, name, true, detail, "");
    }

    static Finding missing(String area, String name, String detail, String remedy) {
        return new Finding(area, name, false, detail, remedy);
    }
}
