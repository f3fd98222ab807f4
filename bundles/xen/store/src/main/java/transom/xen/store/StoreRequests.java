package transom.xen.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import transom.xen.DomId;
import transom.xen.StoreAccess;
import transom.xen.StorePermission;
import transom.xen.XenStoreException;

/** The requests as messages, in a transaction or outside ({@code transactionId} 0). */
final class StoreRequests implements StoreAccess {

    /** How often a list that changes while it is read in parts is begun again. */
    private static final int LIST_ATTEMPTS = 64;

    private final StoreLink link;
    private final int transactionId;

    StoreRequests(StoreLink link, int transactionId) {
        this.link = link;
        this.transactionId = transactionId;
    }

    @Override
    public Optional<String> read(String path) {
        try {
            return Optional.of(StorePayload.text(ask(StoreOp.READ, onePath(path))));
        } catch (XenStoreException e) {
            return unlessMissing(e, Optional.empty());
        }
    }

    /** The daemon answers T or F. */
    boolean isIntroduced(DomId domain) {
        String answer = StorePayload.text(ask(StoreOp.IS_DOMAIN_INTRODUCED, StorePayload.strings(domain.toString())));
        return answer.startsWith("T");
    }

    @Override
    public void write(String path, String value) {
        check(path);
        ask(StoreOp.WRITE, StorePayload.pathAndValue(path, value));
    }

    @Override
    public void mkdir(String path) {
        ask(StoreOp.MKDIR, onePath(path));
    }

    @Override
    public void remove(String path) {
        try {
            ask(StoreOp.RM, onePath(path));
        } catch (XenStoreException e) {
            unlessMissing(e, null);
        }
    }

    @Override
    public List<String> directory(String path) {
        try {
            return StorePayload.split(ask(StoreOp.DIRECTORY, onePath(path)));
        } catch (XenStoreException e) {
            return e.errno().equals("E2BIG") ? directoryInParts(path) : unlessMissing(e, List.of());
        }
    }

    /**
     * A list that is longer than a message. Each part is {@code generation NUL names}, the last one ends with an empty
     * name; another generation means that the list changed on the way (xenstored_core.c, {@code
     * send_directory_part}).
     */
    private List<String> directoryInParts(String path) {
        for (int attempt = 0; attempt < LIST_ATTEMPTS; attempt++) {
            List<String> names = directoryOnce(path);
            if (names != null) {
                return names;
            }
        }
        throw new XenStoreException("EAGAIN", "store directory of " + path + " changes all the time");
    }

    private List<String> directoryOnce(String path) {
        List<String> names = new ArrayList<>();
        String generation = null;
        for (int offset = 0; ; ) {
            byte[] part = ask(StoreOp.DIRECTORY_PART, StorePayload.strings(path, Integer.toString(offset)));
            List<String> strings = StorePayload.split(part);
            if (strings.size() < 2) {
                throw new XenStoreException("EIO", "store directory of " + path + ": a part without names");
            } else if (generation != null && !generation.equals(strings.get(0))) {
                return null;
            }
            generation = strings.get(0);
            boolean last = strings.get(strings.size() - 1).isEmpty();
            names.addAll(strings.subList(1, last ? strings.size() - 1 : strings.size()));
            if (last) {
                return names;
            }
            offset += part.length - generation.length() - 1;
        }
    }

    @Override
    public List<StorePermission> permissions(String path) {
        return StorePayload.split(ask(StoreOp.GET_PERMS, onePath(path))).stream()
                .map(StorePermission::parse)
                .toList();
    }

    @Override
    public void setPermissions(String path, List<StorePermission> permissions) {
        check(path);
        List<String> strings = new ArrayList<>(List.of(path));
        permissions.forEach(permission -> strings.add(permission.toString()));
        ask(StoreOp.SET_PERMS, StorePayload.strings(strings));
    }

    void watch(String path, String token) {
        check(path);
        ask(StoreOp.WATCH, StorePayload.strings(path, token));
    }

    int startTransaction() {
        String answer = StorePayload.first(ask(StoreOp.TRANSACTION_START, StorePayload.strings("")));
        try {
            return Integer.parseUnsignedInt(answer);
        } catch (NumberFormatException e) {
            throw new XenStoreException("EIO", "store transaction-start answered '" + answer + "'");
        }
    }

    void endTransaction(boolean commit) {
        ask(StoreOp.TRANSACTION_END, StorePayload.strings(commit ? "T" : "F"));
    }

    private byte[] ask(StoreOp op, byte[] payload) {
        return link.call(op, transactionId, payload).payload();
    }

    private static byte[] onePath(String path) {
        check(path);
        return StorePayload.strings(path);
    }

    private static void check(String path) {
        if (path.isEmpty() || path.indexOf('\0') >= 0 || path.charAt(0) != '/' && path.charAt(0) != '@') {
            throw new IllegalArgumentException("store path '" + path + "' must be absolute, e.g. /local/domain/1");
        }
    }

    private static <T> T unlessMissing(XenStoreException e, T instead) {
        if (e.errno().equals("ENOENT")) {
            return instead;
        }
        throw e;
    }
}
