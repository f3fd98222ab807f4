package transom.guestfb;

/** How pixels get from the guest to the presenter, the best one first. */
public enum Route {
    /** dom0's GEM buffer is granted to the guest. */
    BACK_GRANT("back-grant"),
    /** The guest's grants are a dma-buf in dom0. */
    FRONT_EXPORT("front-export"),
    /** dom0's GEM pages are put into the guest's physical memory. */
    OFFER("offer"),
    /** The GPU reads the guest's pages and copies them. */
    USERPTR("userptr"),
    /** dom0 maps the guest's pages; the presenter uploads the damage. */
    UPLOAD("upload");

    private final String label;

    Route(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }
}
