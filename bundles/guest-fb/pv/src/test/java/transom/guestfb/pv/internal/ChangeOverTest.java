package transom.guestfb.pv.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import transom.guestfb.DisplayInfo;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.Hypervisor;
import transom.xen.XenStore;

class ChangeOverTest {

    private static final DeviceId VFB = new DeviceId(new DomId(3), "vfb", 0);
    private static final List<Class<?>> KINDS =
            List.of(Hypervisor.class, XenStore.class, ForeignMemory.class, GrantTable.class, EventChannels.class);

    private final List<String> asked = new ArrayList<>();
    private final List<Fake> made = new ArrayList<>();
    private final XenSets sets = new XenSets(null);
    private final ChangeOver<Fake> guests =
            new ChangeOver<>(sets, Fake::new, device -> asked.add("others release " + device));

    private final class Fake implements Guests {

        private final String name;
        private final Consumer<DeviceId> takeOver;

        Fake(XenServices xen, Consumer<DeviceId> takeOver) {
            this.name = xen.hypervisor().toString();
            this.takeOver = takeOver;
            made.add(this);
        }

        @Override
        public void start() {
            asked.add(name + " start");
        }

        @Override
        public void resume() {
            asked.add(name + " resume");
        }

        @Override
        public boolean awaitReleased(Duration limit) {
            asked.add(name + " await");
            return true;
        }

        @Override
        public void release(DeviceId device) {
            asked.add(name + " release " + device);
        }

        @Override
        public List<DisplayInfo> displays() {
            return List.of();
        }

        @Override
        public Optional<Proof> prove(String allocator) {
            return Optional.of(new Proof(allocator, true, 0, 0, name));
        }

        @Override
        public void close() {
            asked.add(name + " close");
        }
    }

    /** All services of a bundle come or go, one after the other. */
    private void each(long bundle, BiConsumer<Class<Object>, Object> action) {
        for (Class<?> kind : KINDS) {
            @SuppressWarnings("unchecked")
            Class<Object> type = (Class<Object>) kind;
            action.accept(type, service(kind, bundle));
            guests.look();
        }
    }

    private final Map<String, Object> services = new java.util.HashMap<>();

    private Object service(Class<?> kind, long bundle) {
        return services.computeIfAbsent(
                kind.getName() + bundle,
                key -> Proxy.newProxyInstance(
                        kind.getClassLoader(),
                        new Class<?>[] {kind},
                        (proxy, method, arguments) -> switch (method.getName()) {
                            case "toString" -> "xen" + bundle;
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == arguments[0];
                            default -> throw new UnsupportedOperationException(method.getName());
                        }));
    }

    private static Map<String, Object> properties(long bundle, int ranking) {
        return Map.of(Constants.SERVICE_BUNDLEID, bundle, Constants.SERVICE_RANKING, ranking);
    }

    private void come(long bundle, int ranking) {
        each(bundle, (type, service) -> sets.add(type, service, properties(bundle, ranking)));
    }

    private void go(long bundle) {
        each(bundle, (type, service) -> sets.remove(type, service, properties(bundle, 0)));
    }

    @Test
    void whatIsNotCompleteIsNotUsed() {
        sets.add(Hypervisor.class, (Hypervisor) service(Hypervisor.class, 7), properties(7, 0));
        guests.look();
        assertThat(asked).isEmpty();
        assertThatThrownBy(() -> guests.prove("heap")).hasMessage("there is no Xen");
        come(7, 0);
        assertThat(asked).containsExactly("xen7 start");
    }

    @Test
    void theNextOneTakesDevicesFromTheOneBefore() {
        come(7, 7);
        come(9, 9);
        assertThat(asked).containsExactly("xen7 start", "xen9 start");
        made.get(1).takeOver.accept(VFB);
        assertThat(asked).endsWith("xen7 release " + VFB, "others release " + VFB);
        go(7);
        assertThat(asked).endsWith("xen7 await", "xen7 close", "xen9 resume");
        assertThat(guests.prove("heap").orElseThrow().reason()).isEqualTo("xen9");
    }

    @Test
    void theOneBeforeHasThemBackWhenTheNextGoesAgain() {
        come(7, 7);
        come(9, 9);
        go(9);
        assertThat(asked).containsExactly("xen7 start", "xen9 start", "xen9 close", "xen7 resume");
        assertThat(guests.prove("heap").orElseThrow().reason()).isEqualTo("xen7");
    }

    @Test
    void aWorseOneIsNotUsed() {
        come(9, 9);
        come(7, 7);
        go(7);
        assertThat(asked).containsExactly("xen9 start");
    }

    @Test
    void closingLeavesAllAndUsesNoneThatComes() {
        come(7, 7);
        come(9, 9);
        guests.close();
        come(11, 11);
        assertThat(asked).endsWith("xen7 close", "xen9 close");
    }
}
