package transom.xen;

/** An entry of a domain's grant table: 32 bits, unsigned (public/grant_table.h, {@code grant_ref_t}). */
public record GrantRef(int value) {

    @Override
    public String toString() {
        return Integer.toUnsignedString(value);
    }
}
