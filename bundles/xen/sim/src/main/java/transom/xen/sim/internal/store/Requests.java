package transom.xen.sim.internal.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import transom.xen.DomId;
import transom.xen.StorePermission;
import transom.xen.store.StoreMessage;
import transom.xen.store.StoreOp;
import transom.xen.store.StorePayload;

/** Answers requests. */
final class Requests {

    private static final byte[] OK = StorePayload.strings("OK");
    private static final Set<StoreOp> FOR_CONTROL_DOMAIN =
            Set.of(StoreOp.CONTROL, StoreOp.INTRODUCE, StoreOp.RELEASE, StoreOp.RESUME, StoreOp.SET_TARGET);

    private final Tree tree;
    private final Operations operations;
    private final WatchList watches;
    private final Quota quota;
    private final Set<DomId> introduced;
    private int lastTransaction;

    Requests(Tree tree, Operations operations, WatchList watches, Quota quota, Set<DomId> introduced) {
        this.tree = tree;
        this.operations = operations;
        this.watches = watches;
        this.quota = quota;
        this.introduced = introduced;
    }

    /** Sends the answer, which may be an error. */
    void serve(Connection from, StoreMessage request) {
        StoreOp op = StoreOp.byCode(request.type());
        try {
            if (op == null) {
                throw new Refusal("ENOSYS");
            }
            byte[] payload = answer(from, op, request);
            if (payload.length > StoreMessage.PAYLOAD_MAX) {
                throw new Refusal("E2BIG");
            }
            reply(from, request, op, payload);
            if (op == StoreOp.WATCH) {
                List<String> watch = StorePayload.split(request.payload());
                watches.fireFirst(from, watch.get(0), watch.get(1));
            }
        } catch (Refusal e) {
            reply(from, request, StoreOp.ERROR, StorePayload.strings(e.errno()));
        } catch (IllegalArgumentException e) {
            reply(from, request, StoreOp.ERROR, StorePayload.strings("EINVAL"));
        }
    }

    private static void reply(Connection to, StoreMessage request, StoreOp op, byte[] payload) {
        to.send(new StoreMessage(op, request.requestId(), request.transactionId(), payload));
    }

    private byte[] answer(Connection from, StoreOp op, StoreMessage request) throws Refusal {
        DomId who = from.domain();
        byte[] payload = request.payload();
        if (FOR_CONTROL_DOMAIN.contains(op)) {
            throw new Refusal(Operations.isLimited(who) ? "EACCES" : "ENOSYS");
        }
        return switch (op) {
            case WATCH -> watch(from, payload);
            case UNWATCH -> unwatch(from, payload);
            case TRANSACTION_START -> start(from, request);
            case TRANSACTION_END -> end(from, request);
            case GET_DOMAIN_PATH -> StorePayload.strings(Paths.ofDomain(DomId.parse(StorePayload.first(payload))));
            case IS_DOMAIN_INTRODUCED ->
                StorePayload.strings(introduced.contains(DomId.parse(StorePayload.first(payload))) ? "T" : "F");
            case RESET_WATCHES -> {
                watches.removeAll(from);
                yield OK;
            }
            default -> onNode(view(from, request), who, op, payload);
        };
    }

    private View view(Connection from, StoreMessage request) throws Refusal {
        return request.transactionId() == 0 ? tree : transaction(from, request);
    }

    private static Transaction transaction(Connection from, StoreMessage request) throws Refusal {
        Transaction transaction = from.transactions().get(request.transactionId());
        if (transaction == null) {
            throw new Refusal("ENOENT");
        }
        return transaction;
    }

    private byte[] onNode(View view, DomId who, StoreOp op, byte[] payload) throws Refusal {
        List<String> arguments = terminated(payload, op == StoreOp.WRITE ? 1 : 0);
        String path = Paths.absolute(arguments.get(0), who);
        if (Paths.isSpecial(path)) {
            throw new Refusal("EINVAL");
        }
        switch (op) {
            case READ:
                return operations.read(view, who, path).value();
            case DIRECTORY:
                return operations.read(view, who, path).list();
            case DIRECTORY_PART:
                return part(operations.read(view, who, path), arguments);
            case GET_PERMS:
                return StorePayload.strings(operations.read(view, who, path).permissions().stream()
                        .map(StorePermission::toString)
                        .toList());
            case WRITE:
                operations.write(view, who, path, value(payload));
                return OK;
            case MKDIR:
                operations.mkdir(view, who, path);
                return OK;
            case RM:
                operations.remove(view, who, path);
                return OK;
            case SET_PERMS:
                operations.setPermissions(view, who, path, permissions(arguments));
                return OK;
            default:
                throw new Refusal("ENOSYS");
        }
    }

    /** The strings of a payload, which must end with a NUL, but for a value after the first. */
    private static List<String> terminated(byte[] payload, int atLeast) throws Refusal {
        boolean ended = payload.length > 0 && payload[payload.length - 1] == 0;
        boolean hasFirst = indexOfNul(payload) < payload.length;
        if (atLeast == 0 ? !ended : !hasFirst) {
            throw new Refusal("EINVAL");
        }
        return StorePayload.split(payload);
    }

    private static byte[] value(byte[] payload) {
        return Arrays.copyOfRange(payload, indexOfNul(payload) + 1, payload.length);
    }

    private static int indexOfNul(byte[] payload) {
        int i = 0;
        while (i < payload.length && payload[i] != 0) {
            i++;
        }
        return i;
    }

    private static List<StorePermission> permissions(List<String> arguments) throws Refusal {
        if (arguments.size() < 2) {
            throw new Refusal("EINVAL");
        }
        return arguments.subList(1, arguments.size()).stream()
                .map(StorePermission::parse)
                .toList();
    }

    private static byte[] part(Node node, List<String> arguments) throws Refusal {
        if (arguments.size() != 2) {
            throw new Refusal("EINVAL");
        }
        byte[] list = node.list();
        int offset = Integer.parseInt(arguments.get(1));
        String head = node.generation() + "\0";
        int room = StoreMessage.PAYLOAD_MAX - head.length() - 1;
        int end = Math.max(0, offset);
        for (int next = end; next < list.length && next - offset < room; next++) {
            end = list[next] == 0 ? next + 1 : end;
        }
        boolean last = offset < 0 || end >= list.length;
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        part.write(list, Math.min(Math.max(0, offset), list.length), Math.max(0, end - Math.max(0, offset)));
        if (last) {
            part.write(0);
        }
        return part.toByteArray();
    }

    private byte[] watch(Connection from, byte[] payload) throws Refusal {
        List<String> arguments = terminated(payload, 0);
        if (arguments.size() != 2) {
            throw new Refusal("EINVAL");
        }
        String given = arguments.get(0);
        watches.add(from, Paths.absolute(given, from.domain()), given, arguments.get(1));
        return OK;
    }

    private byte[] unwatch(Connection from, byte[] payload) throws Refusal {
        List<String> arguments = terminated(payload, 0);
        if (arguments.size() != 2) {
            throw new Refusal("EINVAL");
        }
        watches.remove(from, Paths.absolute(arguments.get(0), from.domain()), arguments.get(1));
        return OK;
    }

    private byte[] start(Connection from, StoreMessage request) throws Refusal {
        if (request.transactionId() != 0) {
            throw new Refusal("EBUSY");
        } else if (Operations.isLimited(from.domain()) && from.transactions().size() >= quota.transactions()) {
            throw new Refusal("ENOSPC");
        }
        int id = ++lastTransaction;
        from.transactions().put(id, new Transaction(tree));
        return StorePayload.strings(Integer.toUnsignedString(id));
    }

    private byte[] end(Connection from, StoreMessage request) throws Refusal {
        String how = StorePayload.first(request.payload());
        if (!how.equals("T") && !how.equals("F")) {
            throw new Refusal("EINVAL");
        }
        Transaction transaction = transaction(from, request);
        from.transactions().remove(request.transactionId());
        if (how.equals("T")) {
            transaction.commit();
        }
        return OK;
    }
}
