package transom.gem.drm.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.gem.GemDevices.Capability;
import transom.gem.drm.internal.FakeDrm;
import transom.gem.drm.internal.uapi.Drm;
import transom.gem.drm.internal.uapi.Dumb;
import transom.gem.drm.internal.uapi.I915;
import transom.gem.support.Probed;
import transom.gem.support.Source;
import transom.linux.Errno;

class DrmDevicesTest {

    @TempDir
    private Path root;

    private FakeDrm fake;
    private DrmDevices devices;

    @BeforeEach
    void makeMachine() {
        fake = new FakeDrm(root);
        devices = new DrmDevices(root, fake);
    }

    @AfterEach
    void nothingIsOpenOfWhatIsNotServed() {
        devices.probe().forEach(device -> device.source().ifPresent(Source::close));
        fake.close();
        try (var fds = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(fds.map(DrmDevicesTest::target).filter(path -> path.startsWith(root.toString())))
                    .isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String target(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aMachineWithoutOneSaysWhatToDo() {
        assertThat(devices.probe()).singleElement().satisfies(none -> {
            assertThat(none.source()).isEmpty();
            assertThat(none.obstacle()).contains("modprobe vgem");
        });
    }

    @Test
    void everyCardIsServedUnderItsDriverAndNode() {
        fake.plug("virtio_gpu", "card0", "renderD128").plug("vgem", "card10").plug("vgem", "card2");
        List<Probed> found = devices.probe();
        assertThat(found)
                .extracting(device -> device.device().allocator())
                .containsExactly("virtio_gpu:card0", "vgem:card2", "vgem:card10");
        assertThat(found.get(0).path()).isEqualTo("/dev/dri/card0");
        assertThat(found.get(0).capabilities())
                .contains(new Capability("render node", true, "renderD128"))
                .contains(new Capability("import of vgem:card2", true, "one page was imported"));
        assertThat(fake.handles("card0")).as("left of the trials").isZero();
        assertThat(fake.handles("card2")).isZero();
    }

    @Test
    void nobodyStaysMaster() {
        fake.plug("vgem", "card0");
        devices.probe();
        assertThat(fake.calls.get(0)).isEqualTo("card0 " + Long.toHexString(Drm.DROP_MASTER));
    }

    @Test
    void aCardWhoseMasterWeWouldStayIsLetGoOf() {
        fake.plug("virtio_gpu", "card0").plug("vgem", "card1").fail("card0", Drm.DROP_MASTER, Errno.EACCES);
        List<Probed> found = devices.probe();
        assertThat(found.get(0).obstacle()).contains("DRM_IOCTL_DROP_MASTER").contains("X server");
        assertThat(found.get(1).source()).isPresent();
    }

    @Test
    void whoeverIsNotMasterHasNothingToDrop() {
        fake.plug("virtio_gpu", "card0").fail("card0", Drm.DROP_MASTER, Errno.EINVAL);
        assertThat(devices.probe().get(0).source()).isPresent();
    }

    @Test
    void aDeviceThatFailsTakesNoOtherDown() {
        fake.plug("broken", "card0").plug("vgem", "card1").fail("card0", Drm.VERSION, Errno.EIO);
        List<Probed> found = devices.probe();
        assertThat(found.get(0).obstacle()).contains("DRM_IOCTL_VERSION").contains("EIO");
        assertThat(found.get(1).device().allocator()).isEqualTo("vgem:card1");
        fake.fail("card0", Drm.VERSION, 0);
        assertThat(devices.probe().get(0).device().allocator())
                .as("it is tried again")
                .isEqualTo("broken:card0");
    }

    @Test
    void whatCannotBeExportedIsNotServed() {
        fake.plug("odd", "card0").fail("card0", Drm.PRIME_HANDLE_TO_FD, Errno.ENOSYS);
        assertThat(devices.probe().get(0).obstacle()).contains("PRIME_HANDLE_TO_FD");
        assertThat(fake.handles("card0")).isZero();
    }

    @Test
    void aDriverWithoutDumbBuffersIsNotServed() {
        fake.plug("odd", "card0").fail("card0", Dumb.CREATE, Errno.ENOSYS);
        assertThat(devices.probe().get(0).obstacle())
                .contains("MODE_CREATE_DUMB")
                .contains("ENOSYS");
    }

    @Test
    void aDeviceThatShowsNothingDoesNotSayWhatItCanAndIsTried() {
        fake.plug("vgem", "card0").fail("card0", Drm.GET_CAP, Errno.EOPNOTSUPP);
        Probed vgem = devices.probe().get(0);
        assertThat(vgem.source()).isPresent();
        assertThat(vgem.capabilities()).extracting(Capability::name).doesNotContain("dumb buffers");
    }

    @Test
    void aDriverThatMakesAnotherSizeIsNotServed() {
        fake.plug("odd", "card0");
        fake.rounds = true;
        assertThat(devices.probe().get(0).obstacle()).contains("8192 bytes where 4096 were asked for");
        assertThat(fake.handles("card0")).isZero();
    }

    @Test
    void whatADriverLeftInItsMemoryIsCleared() {
        fake.plug("nouveau", "card0");
        fake.dirty = true;
        assertThat(devices.probe().get(0).source()).isPresent();
    }

    @Test
    void aDriverThatIsSaidToZeroItsMemoryAndDoesNotIsFound() {
        fake.plug("vgem", "card0");
        fake.dirty = true;
        assertThat(devices.probe().get(0).obstacle()).contains("not zeroed");
    }

    @Test
    void i915IsUsedThroughItsRenderNode() {
        fake.plug("i915", "card0", "renderD128").fail("renderD128", I915.SET_CACHING, Errno.EOPNOTSUPP);
        assertThat(devices.probe().get(0).device().allocator()).isEqualTo("i915:card0");
        assertThat(fake.calls)
                .contains("renderD128 " + Long.toHexString(I915.GEM_CREATE))
                .doesNotContain("card0 " + Long.toHexString(I915.GEM_CREATE))
                .noneMatch(call -> call.endsWith(Long.toHexString(Dumb.CREATE)));
    }

    @Test
    void aServedDeviceIsTheSameUntilItGoes() {
        fake.plug("vgem", "card0");
        Source served = devices.probe().get(0).source().orElseThrow();
        assertThat(devices.probe().get(0).source()).containsSame(served);
        fake.plug("virtio_gpu", "card1");
        assertThat(devices.probe()).hasSize(2);
        assertThat(devices.probe().get(0).source()).containsSame(served);
        fake.fail("card0", Drm.VERSION, Errno.ENODEV);
        assertThat(devices.probe().get(0).source()).as("unplugged").isEmpty();
        served.close();
    }

    @Test
    void aDeviceThatWentIsNoLongerThere() {
        fake.plug("vgem", "card0").plug("vgem", "card1");
        Source gone = devices.probe().get(0).source().orElseThrow();
        fake.unplug("card0");
        assertThat(devices.probe()).extracting(Probed::path).containsExactly("/dev/dri/card1");
        gone.close();
    }

    @Test
    void anImportThatIsRefusedIsNamed() {
        fake.plug("virtio_gpu", "card0").plug("vgem", "card1").fail("card0", Drm.PRIME_FD_TO_HANDLE, Errno.ENODEV);
        assertThat(devices.probe().get(0).capabilities())
                .filteredOn(c -> c.name().equals("import of vgem:card1"))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.available()).isFalse();
                    assertThat(c.reason()).contains("ENODEV");
                });
    }
}
