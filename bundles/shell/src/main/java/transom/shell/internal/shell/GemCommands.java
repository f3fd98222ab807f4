package transom.shell.internal.shell;

import static transom.shell.internal.shell.Words.JSON;
import static transom.shell.internal.shell.Words.JSON_MEANS;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.gem.Allocator;
import transom.gem.BufferInfo;
import transom.gem.GemDevices;
import transom.gem.GemDevices.Capability;
import transom.gem.GemDevices.Device;
import transom.gem.GemPages;
import transom.guestfb.GuestDisplays;
import transom.shell.internal.commands.Name;
import transom.shell.internal.format.Table;

/** Scope gem: buffers and the devices that make them. */
@Component(service = GemCommands.class)
@GogoCommand(
        scope = "gem",
        function = {"list", "devices", "show", "probe", "prove", "pfns"})
public final class GemCommands {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Allocator> allocators = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<GemDevices> machines = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<GuestDisplays> backends = List.of();

    @Descriptor("the buffers that exist now")
    public String list(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(allocators, "allocator", "there is no buffer"),
                "allocator",
                "name",
                "size",
                "stride",
                "format",
                "modifier",
                "bytes",
                "holders");
        for (Allocator allocator : allocators) {
            for (BufferInfo b : allocator.buffers()) {
                BufferInfo.Picture p = b.picture().orElse(null);
                table.row(
                        allocator.name(),
                        b.name(),
                        p == null ? null : p.width() + "x" + p.height(),
                        p == null ? null : p.stride(),
                        p == null ? null : p.format().fourcc(),
                        p == null ? null : p.format().modifier(),
                        b.bytes(),
                        b.holders());
            }
        }
        return table.show(json);
    }

    private List<Device> all() {
        return machines.stream().flatMap(machine -> machine.devices().stream()).toList();
    }

    @Descriptor("the devices that buffers could come from, and why those do not that do not")
    public String devices(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(machines, "allocator", "there is no device"),
                "device",
                "driver",
                "buffers",
                "can",
                "allocator");
        for (Device device : all()) {
            table.row(device.path(), device.driver(), buffers(device), can(device), device.allocator());
        }
        return table.show(json);
    }

    private Integer buffers(Device device) {
        return allocators.stream()
                .filter(allocator -> allocator.name().equals(device.allocator()))
                .findFirst()
                .map(allocator -> allocator.buffers().size())
                .orElse(null);
    }

    private static String can(Device device) {
        return device.capabilities().stream()
                .filter(Capability::available)
                .map(Capability::name)
                .collect(Collectors.joining(", "));
    }

    @Descriptor("what a device can do and what not, with the reasons")
    public String show(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("a device as gem:devices names it, e.g. /dev/dri/card0, or its allocator")
                    @Name(value = "DEVICE", completes = Name.Kind.ALLOCATOR)
                    String device) {
        Device shown = pick(device);
        Table table = Table.of("", "capability", "available", "reason");
        shown.capabilities().forEach(c -> table.row(c.name(), c.available() ? "yes" : "no", c.reason()));
        return table.show(json);
    }

    private Device pick(String name) {
        return all().stream()
                .filter(device -> device.allocator().equals(name))
                .findFirst()
                .orElseGet(() -> Words.pick(all(), Device::path, name, "device"));
    }

    @Descriptor("looks again which devices there are")
    public String probe(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        machines.forEach(GemDevices::probe);
        return devices(json);
    }

    @Descriptor("where a buffer's pages are in the machine's memory, pinned for the moment of looking")
    public String pfns(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("a buffer as gem:list names it") String buffer) {
        Allocator owner = allocators.stream()
                .filter(allocator ->
                        allocator.buffers().stream().anyMatch(b -> b.name().equals(buffer)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no buffer '" + buffer + "'; gem:list shows all"));
        Table table = Table.of("", "firstPage", "firstFrame", "pages");
        try (GemPages pages = owner.pages(buffer)) {
            for (FrameRange range : FrameRange.of(pages)) {
                table.row(range.firstPage(), "0x" + Long.toHexString(range.firstFrame()), range.pages());
            }
        }
        return table.show(json);
    }

    @Descriptor("shows by a pattern whether a device's buffers may be granted to guests")
    public String prove(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("an allocator, or a device as gem:devices names it")
                    @Name(value = "DEVICE", completes = Name.Kind.ALLOCATOR)
                    String device) {
        Device proved = pick(device);
        if (allocators.stream().noneMatch(allocator -> allocator.name().equals(proved.allocator()))) {
            throw new IllegalArgumentException(proved.path() + " serves no allocator: " + proved.allocator());
        }
        GuestDisplays.Proof proof = backends.stream()
                .flatMap(backend -> backend.prove(proved.allocator()).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no backend that grants buffers runs"));
        return Table.of("", "what", "value")
                .row("allocator", proof.allocator())
                .row("grantable", proof.grantable() ? "yes" : "no")
                .row("pages", proof.pages())
                .row("wrongPages", proof.wrongPages())
                .row("reason", proof.reason())
                .show(json);
    }
}
