package transom.xen.sim.internal.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import transom.xen.DomId;
import transom.xen.StorePermission;
import transom.xen.StorePermission.Access;

/**
 * A node, never changed: a change makes another one.
 *
 * @param value as it was written, byte for byte
 * @param permissions the owner first
 * @param children names, sorted
 * @param generation grows with every change of the whole tree; tells whether a node changed meanwhile
 */
record Node(byte[] value, List<StorePermission> permissions, List<String> children, long generation) {

    DomId owner() {
        return permissions.get(0).domain();
    }

    /** What this domain may do here (core.c, {@code perm_for_conn}). */
    Access accessOf(DomId domain) {
        if (domain.equals(DomId.DOM0) || domain.equals(owner())) {
            return Access.BOTH;
        }
        for (StorePermission permission : permissions.subList(1, permissions.size())) {
            if (permission.domain().equals(domain)) {
                return permission.access();
            }
        }
        return permissions.get(0).access();
    }

    Node withValue(byte[] changed, long at) {
        return new Node(changed, permissions, children, at);
    }

    Node withPermissions(List<StorePermission> changed, long at) {
        return new Node(value, List.copyOf(changed), children, at);
    }

    Node withChild(String name, long at) {
        List<String> changed = new ArrayList<>(children);
        int place = Collections.binarySearch(changed, name);
        if (place < 0) {
            changed.add(-place - 1, name);
        }
        return new Node(value, permissions, changed, at);
    }

    Node withoutChild(String name, long at) {
        List<String> changed = new ArrayList<>(children);
        changed.remove(name);
        return new Node(value, permissions, changed, at);
    }

    /** The children's names as the protocol lists them, a NUL after each. */
    byte[] list() {
        StringBuilder names = new StringBuilder();
        children.forEach(name -> names.append(name).append('\0'));
        return names.toString().getBytes(StandardCharsets.UTF_8);
    }
}
