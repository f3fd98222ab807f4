package transom.shell.internal.shell;

import static transom.shell.internal.shell.Words.JSON;
import static transom.shell.internal.shell.Words.JSON_MEANS;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.shell.internal.commands.Name;
import transom.shell.internal.format.Table;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.GrantTable;
import transom.xen.Hypervisor;
import transom.xen.Hypervisor.GrantedDmaBuf;
import transom.xen.Hypervisor.GrantedDmaBuf.Direction;
import transom.xen.StorePermission;
import transom.xen.XenStore;

/** Scope xen: the hypervisor, its domains and its store. */
@Component(service = XenCommands.class)
@GogoCommand(
        scope = "xen",
        function = {"info", "domains", "shares", "usage", "store"})
public final class XenCommands {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Hypervisor> hypervisors = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<GrantTable> grantTables = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<XenStore> stores = List.of();

    @Descriptor("which Xen this is, and what its kernel can do with dma-bufs")
    public String info(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(hypervisors, "Xen (real or simulated)", ""),
                "xen",
                "self",
                "type",
                "sharing",
                "exporting");
        for (Hypervisor xen : hypervisors) {
            GrantTable grants = Words.first(grantTables, "Xen (real or simulated)");
            table.row(
                    xen.description(),
                    xen.self(),
                    xen.type(xen.self()),
                    ability(grants.sharing()),
                    ability(grants.exporting()));
        }
        return table.show(json);
    }

    private static String ability(GrantTable.Ability ability) {
        return (ability.possible() ? "yes, " : "no: ") + ability.reason();
    }

    @Descriptor("the domains that the store knows")
    public String domains(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(stores, "Xen (real or simulated)", "the store knows no domain"),
                "domain",
                "name",
                "type",
                "devices",
                "sharedDmaBufs",
                "sharedPages",
                "exportedDmaBufs",
                "exportedPages");
        List<GrantedDmaBuf> dmaBufs = dmaBufs();
        for (XenStore store : stores) {
            for (String domain : store.directory("/local/domain").stream()
                    .sorted(XenCommands::byNumber)
                    .toList()) {
                String path = "/local/domain/" + domain;
                List<GrantedDmaBuf> shared = of(dmaBufs, domain, Direction.SHARED);
                List<GrantedDmaBuf> exported = of(dmaBufs, domain, Direction.EXPORTED);
                table.row(
                        domain,
                        store.read(path + "/name").orElse(null),
                        type(domain),
                        devices(store, path + "/device"),
                        shared.size(),
                        pages(shared),
                        exported.size(),
                        pages(exported));
            }
        }
        return table.show(json);
    }

    /** The store may have nodes there whose name is no number. */
    private DomainType type(String domain) {
        return hypervisors.isEmpty()
                        || !domain.matches("[0-9]{1,5}")
                        || Integer.parseInt(domain) >= DomId.FIRST_RESERVED
                ? null
                : hypervisors.get(0).type(DomId.parse(domain));
    }

    private List<GrantedDmaBuf> dmaBufs() {
        return hypervisors.stream()
                .flatMap(xen -> xen.grantedDmaBufs().stream())
                .toList();
    }

    private static List<GrantedDmaBuf> of(List<GrantedDmaBuf> all, String domain, Direction direction) {
        return all.stream()
                .filter(dmaBuf -> dmaBuf.domain().toString().equals(domain) && dmaBuf.direction() == direction)
                .toList();
    }

    private static long pages(List<GrantedDmaBuf> dmaBufs) {
        return dmaBufs.stream().mapToLong(GrantedDmaBuf::pages).sum();
    }

    @Descriptor("dma-bufs whose pages are granted to a domain, and dma-bufs made of a domain's pages")
    public String shares(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(hypervisors, "Xen (real or simulated)", "no dma-buf is shared with a domain"),
                "domain",
                "direction",
                "pages",
                "name");
        for (GrantedDmaBuf dmaBuf : dmaBufs()) {
            table.row(
                    dmaBuf.domain(),
                    dmaBuf.direction().name().toLowerCase(Locale.ROOT),
                    dmaBuf.pages(),
                    dmaBuf.name().isEmpty() ? null : dmaBuf.name());
        }
        return table.show(json);
    }

    private static int byNumber(String a, String b) {
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    /** Beside devices, each with a number, a domain has there what is none: {@code suspend/event-channel}. */
    private static String devices(XenStore store, String path) {
        return store.directory(path).stream()
                .flatMap(type -> store.directory(path + "/" + type).stream()
                        .filter(index -> index.matches("[0-9]+"))
                        .map(index -> type + index))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Descriptor("what is held of the hypervisor: mappings, pages, event channels, dma-bufs")
    public String usage(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(hypervisors, "Xen (real or simulated)", ""),
                "xen",
                "self",
                "foreignMappings",
                "foreignPages",
                "grantMappings",
                "grantedPages",
                "sharedDmaBufs",
                "sharedPages",
                "exportedDmaBufs",
                "exportedPages",
                "eventChannels");
        for (Hypervisor xen : hypervisors) {
            Hypervisor.Usage u = xen.usage();
            table.row(
                    xen.description(),
                    xen.self(),
                    u.foreignMappings(),
                    u.foreignPages(),
                    u.grantMappings(),
                    u.grantedPages(),
                    u.sharedDmaBufs(),
                    u.sharedPages(),
                    u.exportedDmaBufs(),
                    u.exportedPages(),
                    u.eventChannels());
        }
        return table.show(json);
    }

    @Descriptor("a node of the store and what is below it; reads only")
    public String store(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("a node, e.g. /local/domain/0") @Name(value = "PATH", completes = Name.Kind.STORE_PATH)
                    String path) {
        XenStore store = Words.first(stores, "Xen (real or simulated)");
        String node = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!node.startsWith("/") || !node.equals("/") && store.read(node).isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no node '" + path + "'; a path starts with /, e.g. /local/domain");
        }
        Table table =
                Table.of("", "node", "value", "permissions").row(node, value(store, node), permissions(store, node));
        for (String name : store.directory(node)) {
            String child = node.equals("/") ? "/" + name : node + "/" + name;
            table.row(child, value(store, child), permissions(store, child));
        }
        return table.show(json);
    }

    private static String value(XenStore store, String path) {
        return path.equals("/") ? "" : store.read(path).orElse(null);
    }

    private static String permissions(XenStore store, String path) {
        return store.permissions(path).stream().map(StorePermission::toString).collect(Collectors.joining(" "));
    }
}
