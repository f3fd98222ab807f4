package transom.xen.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import transom.keep.internal.memory.MemoryKeep;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.GuestMemoryOffers;
import transom.xen.Hypervisor;
import transom.xen.XenStore;
import transom.xen.sim.control.GuestControl;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.internal.machine.Simulator;

class SimComponentTest {

    @TempDir
    Path directory;

    private final MemoryKeep keep = new MemoryKeep();
    private final Map<Class<?>, Object> services = new LinkedHashMap<>();
    private final List<Dictionary<?, ?>> properties = new ArrayList<>();

    private static SimComponent.Config config(String directory, boolean host) {
        return new SimComponent.Config() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return SimComponent.Config.class;
            }

            @Override
            public String directory() {
                return directory;
            }

            @Override
            public boolean host() {
                return host;
            }
        };
    }

    /** A framework that keeps services in a map. */
    private BundleContext context() {
        Bundle bundle = proxy(Bundle.class, (proxy, method, arguments) -> 7L);
        return proxy(BundleContext.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getBundle")) {
                return bundle;
            }
            Class<?> type = (Class<?>) arguments[0];
            services.put(type, arguments[1]);
            properties.add((Dictionary<?, ?>) arguments[2]);
            return proxy(ServiceRegistration.class, (registration, called, none) -> services.remove(type));
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void itOffersXenAndTakesItAllBack() {
        SimComponent component = new SimComponent(context(), keep, config(directory.toString(), true));
        assertThat(services)
                .containsOnlyKeys(
                        XenStore.class,
                        ForeignMemory.class,
                        GrantTable.class,
                        EventChannels.class,
                        Hypervisor.class,
                        GuestMemoryOffers.class);
        Hypervisor hypervisor = (Hypervisor) services.get(Hypervisor.class);
        assertThat(hypervisor.description()).isEqualTo("simulator at " + directory);
        XenStore store = (XenStore) services.get(XenStore.class);
        try (GuestControl guest = GuestControl.create(new SimSockets(directory), "g", 1, List.of())) {
            assertThat(store.read("/local/domain/" + guest.id() + "/name")).contains("g");
        }
        component.deactivate();
        assertThat(services).isEmpty();
        assertThat(directory).isEmptyDirectory();
        assertThat(properties)
                .as("it cannot stand beside another version, whose simulator would end with it")
                .allMatch(each -> each.get("transom.standby").equals(false))
                .allMatch(each -> each.get(Constants.SERVICE_RANKING).equals(7));
    }

    @Test
    void theSimulatorMayRunElsewhere() {
        try (Simulator elsewhere = Simulator.start(new SimSockets(directory))) {
            SimComponent component = new SimComponent(context(), keep, config(directory.toString(), false));
            GuestControl guest = GuestControl.create(new SimSockets(directory), "g", 1, List.of());
            component.deactivate();
            component = new SimComponent(context(), keep, config(directory.toString(), false));
            XenStore store = (XenStore) services.get(XenStore.class);
            assertThat(store.read("/local/domain/" + guest.id() + "/name")).contains("g");
            guest.close();
            component.deactivate();
            assertThat(elsewhere.held()).isEmpty();
            assertThat(properties).allMatch(each -> each.get("transom.standby").equals(true));
        }
    }

    @Test
    void whatIsWrongIsToldAndNothingStays() {
        assertThatThrownBy(() -> new SimComponent(context(), keep, config("", false)))
                .hasMessageContaining("directory must name the one where a simulator runs");
        assertThatThrownBy(() -> new SimComponent(context(), keep, config("relative", true)))
                .hasMessageContaining("must be absolute");
        assertThatThrownBy(() -> new SimComponent(context(), keep, config(directory.toString(), false)))
                .hasMessageContaining("no simulator listens");
        assertThat(services).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
