package transom.itests.lab;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A guest may be there before Transom. (Transom before the guest is what all other tests do.) */
@ExtendWith(LabLogs.class)
class BackendOrderIT {
    @AfterEach
    void startTransom() {
        Lab.dom0("transom-service start");
    }

    @Test
    void transomStartedAfterTheGuestServesIt() {
        Lab.dom0("transom-service stop");
        try (var guest = Guest.create("early", "800x600")) {
            Lab.dom0("transom-service start");
            guest.awaitFramebufferConnected();
            guest.paint("pattern", "31");
            guest.awaitPattern(800, 600, 31);
        }
    }
}
