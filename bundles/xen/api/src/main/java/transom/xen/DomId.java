package transom.xen;

/** A domain's number. Numbers from 0x7FF0 on are Xen's own (public/xen.h, {@code DOMID_FIRST_RESERVED}). */
public record DomId(int value) implements Comparable<DomId> {

    /** First number that is not a domain's. */
    public static final int FIRST_RESERVED = 0x7ff0;

    /** The control domain. */
    public static final DomId DOM0 = new DomId(0);

    public DomId {
        if (value < 0 || value >= FIRST_RESERVED) {
            throw new IllegalArgumentException("domain " + value + " must be 0.." + (FIRST_RESERVED - 1));
        }
    }

    /** The domain with this decimal number. */
    public static DomId parse(String text) {
        try {
            return new DomId(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a domain's number", e);
        }
    }

    @Override
    public int compareTo(DomId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
