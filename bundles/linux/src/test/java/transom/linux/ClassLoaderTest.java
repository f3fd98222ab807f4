package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** JNA must not keep a bundle that had this library and was updated. */
class ClassLoaderTest {

    @Test
    void anUnloadedLibraryIsCollectedWithItsClassLoader() throws Exception {
        WeakReference<ClassLoader> loader = use();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @Test
    void mayBeLoadedAgain() {
        Natives.load();
        assertThat(Posix.getpid()).isPositive();
        Natives.unload();
        Natives.unload();
        assertThatExceptionOfType(UnsatisfiedLinkError.class).isThrownBy(Posix::getpid);
        Natives.load();
        assertThat(Posix.getpid()).isPositive();
    }

    @Test
    void whatIsOpenCanBeClosedBeforeTheLibraryGoes() {
        Natives.load();
        EventFd event = EventFd.create();
        Natives.leave();
        assertThat(Posix.getpid()).isPositive();
        event.close();
        assertThatExceptionOfType(UnsatisfiedLinkError.class).isThrownBy(Posix::getpid);
        Natives.load();
    }

    private static WeakReference<ClassLoader> use() throws ReflectiveOperationException, IOException {
        URL classes = EventFd.class.getProtectionDomain().getCodeSource().getLocation();
        try (OwnLoader loader = new OwnLoader(classes)) {
            Class<?> type = loader.loadClass(EventFd.class.getName());
            assertThat(type).isNotEqualTo(EventFd.class);
            Object event = type.getMethod("create").invoke(null);
            type.getMethod("signal").invoke(event);
            assertThat(type.getMethod("drain").invoke(event)).isEqualTo(1L);
            type.getMethod("close").invoke(event);
            loader.loadClass(Natives.class.getName()).getMethod("unload").invoke(null);
            return new WeakReference<>(loader);
        }
    }

    /** Has its own copy of this library, as a bundle does, and everybody's JNA. */
    private static final class OwnLoader extends URLClassLoader {

        OwnLoader(URL classes) {
            super(new URL[] {classes}, ClassLoaderTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("transom.linux.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
