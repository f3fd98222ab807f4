package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import transom.layout.GoldenLayout;

/** Every number of the kernel's that this library has, compared with the headers'. */
class GoldenTest {

    private static final GoldenLayout GOLDEN = GoldenLayout.load();

    /** Names that are the kernel's, not this library's. */
    private static final String KERNEL =
            "E[A-Z0-9]+|(O|F|MFD|PROT|MAP|AF|SOCK|SOL|SO|SCM|MSG|EPOLL_CTL)_[A-Z_]+|E?POLL[A-Z]+";

    @TestFactory
    Stream<DynamicTest> layouts() {
        Map<String, Integer> golden = new HashMap<>();
        GOLDEN.sizes().forEach((struct, size) -> golden.put(struct.toUpperCase(Locale.ROOT) + "_SIZE", size));
        GOLDEN.offsets()
                .forEach(
                        (field, at) -> golden.put(field.toUpperCase(Locale.ROOT).replace('.', '_'), at));
        return ints(Layouts.class)
                .map(field -> DynamicTest.dynamicTest(
                        field.getName(), () -> assertThat(value(field)).isEqualTo(golden.get(field.getName()))));
    }

    @TestFactory
    Stream<DynamicTest> constants() {
        return Stream.of(
                        Errno.class,
                        Posix.class,
                        Fd.class,
                        MemFd.class,
                        Mapping.class,
                        Epoll.class,
                        Message.class,
                        UnixAddress.class,
                        UnixSocket.class)
                .flatMap(GoldenTest::ints)
                .filter(field -> field.getName().matches(KERNEL))
                .map(field -> DynamicTest.dynamicTest(
                        field.getDeclaringClass().getSimpleName() + "." + field.getName(),
                        () -> assertThat((long) value(field)).isEqualTo(GOLDEN.constant(field.getName()))));
    }

    @Test
    void theFilterFindsThem() {
        assertThat(constants().count()).isGreaterThan(70);
        assertThat(layouts().count()).isGreaterThan(25);
    }

    @Test
    void flagsThatThisLibraryTakesToBeTheSame() {
        List.of("EFD_CLOEXEC", "SOCK_CLOEXEC", "EPOLL_CLOEXEC")
                .forEach(name -> assertThat(GOLDEN.constant(name)).isEqualTo(Posix.O_CLOEXEC));
        List.of("EFD_NONBLOCK", "SOCK_NONBLOCK")
                .forEach(name -> assertThat(GOLDEN.constant(name)).isEqualTo(Posix.O_NONBLOCK));
    }

    private static Stream<Field> ints(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == int.class);
    }

    private static int value(Field field) throws IllegalAccessException {
        field.setAccessible(true);
        return field.getInt(null);
    }
}
