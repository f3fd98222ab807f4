package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guests with a stock vdispl line and a stock xen-drm-front: every pixel of every page flip, on each route. */
@ExtendWith(LabLogs.class)
class DisplifIT {

    private final DisplifForm form = DisplifForm.wanted();
    private final String sizes =
            form.loads().stream().map(DisplifForm.Load::size).collect(Collectors.joining(","));

    @AfterEach
    void restoreDefaults() {
        Transom.configure("routes", "");
        Transom.configure("allocators", "");
    }

    private interface Look {
        void at(FlipRun.Found found);
    }

    private void eachSize(KmsGuest guest, String what, Look look) throws IOException {
        for (int connector = 0; connector < form.loads().size(); connector++) {
            var found = new FlipRun(guest, connector, form.loads().get(connector), what).go();
            found.assertRight();
            look.at(found);
        }
    }

    @Test
    void aPvhGuestDrawsIntoBuffersOfDom0AndNothingIsCopied() throws IOException {
        try (var guest = KmsGuest.create("pvh", "backgrant", sizes)) {
            for (var allocator : new String[] {"vgem", "udmabuf"}) {
                Transom.configure("allocators", allocator);
                eachSize(guest, "back-grant, " + allocator, found -> {
                    assertThat(found.display().getString("route")).isEqualTo("back-grant");
                    assertThat(found.allocators()).singleElement().asString().startsWith(allocator);
                    assertThat(found.bytesCopiedPerFrame())
                            .as("bytes copied by the CPU per frame")
                            .isZero();
                });
            }
        }
    }

    @Test
    void aGuestThatAllocatesIsExportedOrUploadedAsThisDom0Can() throws IOException {
        try (var guest = KmsGuest.create("pvh", "frontalloc", "--fe-alloc", sizes)) {
            eachSize(guest, "be-alloc=0", found -> {
                assertThat(found.display().getString("route")).isIn("front-export", "upload");
                assertThat(found.refusal("back-grant")).isNotBlank();
            });
        }
    }

    @Test
    void aForbiddenRouteFallsToTheNextAndSaysWhy() throws IOException {
        Transom.configure("routes", "upload");
        try (var guest = KmsGuest.create("pvh", "forced", sizes)) {
            eachSize(guest, "upload by configuration", found -> {
                assertThat(found.display().getString("route")).isEqualTo("upload");
                assertThat(found.refusal("back-grant")).contains("routes");
                assertThat(found.refusal("front-export")).contains("routes");
                assertThat(found.bytesCopiedPerFrame())
                        .as("bytes copied by the CPU per frame")
                        .isEqualTo(found.load().width() * found.load().height() * 4.0);
            });
        }
    }

    @Test
    void aPvGuestIsNeverGrantedBuffersOfDom0() throws IOException {
        try (var guest = KmsGuest.create("pvd", "pvguest", "--be-alloc", "640x480")) {
            var load = new DisplifForm.Load(640, 480, form.loads().get(0).flips());
            var found = new FlipRun(guest, 0, load, "PV guest").go();
            found.assertRight();
            assertThat(found.display().getString("route")).isIn("front-export", "upload");
            assertThat(found.refusal("back-grant")).contains("PV");
        }
    }
}
