package transom.xen.sim.internal.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.StoreAccess;
import transom.xen.sim.internal.store.StoreServer;

/** The life of domains as the toolstack leads it: what is in the store when one comes, and when it goes. */
final class Domains {

    private final Machine machine;
    private final StoreServer server;
    private final StoreAccess store;
    private final SimToolstack toolstack;
    private final Map<DomId, Runnable> disconnects = new HashMap<>();

    Domains(Machine machine, StoreServer server, SimToolstack toolstack) {
        this.machine = machine;
        this.server = server;
        this.store = server.asControlDomain();
        this.toolstack = toolstack;
    }

    /** Writes the domain's nodes and those of its devices, then tells who waits for domains. */
    void created(Domain domain, List<String> deviceTypes, Runnable disconnect) {
        disconnects.put(domain.id(), disconnect);
        toolstack.addDomain(domain.id(), domain.name());
        for (String type : deviceTypes) {
            addDevice(
                    new DeviceId(domain.id(), type, 0),
                    SimToolstack.usualNodes(type),
                    SimToolstack.usualFrontendNodes(type));
        }
        server.introduce(domain.id());
    }

    void addDevice(DeviceId device, Map<String, String> backendNodes, Map<String, String> frontendNodes) {
        toolstack.addDevice(device, backendNodes, frontendNodes);
    }

    void removeDevice(DeviceId device, Consumer<Boolean> done) {
        toolstack.removeDevice(device, done);
    }

    /** The guest's process has ended: the domain is dead at once, its devices are removed then. */
    void died(Domain domain) {
        disconnects.remove(domain.id());
        if (machine.exists(domain.id())) {
            machine.destroy(domain.id());
            server.release(domain.id());
            removeDevices(domain.id(), answered -> toolstack.removeDomain(domain.id()));
        }
    }

    /** The toolstack destroys it: devices first, then the domain. */
    void destroy(Domain domain, Consumer<Boolean> done) {
        removeDevices(domain.id(), answered -> {
            if (machine.exists(domain.id())) {
                machine.destroy(domain.id());
                server.release(domain.id());
                toolstack.removeDomain(domain.id());
            }
            Runnable disconnect = disconnects.remove(domain.id());
            if (disconnect != null) {
                disconnect.run();
            }
            done.accept(answered);
        });
    }

    private void removeDevices(DomId domain, Consumer<Boolean> done) {
        List<DeviceId> devices = devicesOf(domain);
        List<Boolean> answers = new ArrayList<>();
        if (devices.isEmpty()) {
            done.accept(true);
        }
        for (DeviceId device : devices) {
            toolstack.removeDevice(device, answered -> {
                answers.add(answered);
                if (answers.size() == devices.size()) {
                    done.accept(!answers.contains(false));
                }
            });
        }
    }

    private List<DeviceId> devicesOf(DomId domain) {
        List<DeviceId> devices = new ArrayList<>();
        String backends = "/local/domain/" + DomId.DOM0 + "/backend";
        for (String type : store.directory(backends)) {
            for (String index : store.directory(backends + "/" + type + "/" + domain)) {
                devices.add(new DeviceId(domain, type, Integer.parseInt(index)));
            }
        }
        return devices;
    }
}
