package transom.xen;

/** What a domain may do with a node of the store; written as {@code n0}, {@code r5}, {@code b7}. */
public record StorePermission(Access access, DomId domain) {

    /** Nothing, read, write, both. */
    public enum Access {
        NONE('n'),
        READ('r'),
        WRITE('w'),
        BOTH('b');

        private final char letter;

        Access(char letter) {
            this.letter = letter;
        }

        public boolean canRead() {
            return this == READ || this == BOTH;
        }

        public boolean canWrite() {
            return this == WRITE || this == BOTH;
        }
    }

    /** Reads the form of the protocol, e.g. {@code r5}. */
    public static StorePermission parse(String text) {
        for (Access access : Access.values()) {
            if (!text.isEmpty() && text.charAt(0) == access.letter) {
                return new StorePermission(access, DomId.parse(text.substring(1)));
            }
        }
        throw new IllegalArgumentException("permission '" + text + "' must be n, r, w or b and a domain, e.g. r5");
    }

    @Override
    public String toString() {
        return access.letter + domain.toString();
    }
}
