package transom.present.egl.internal.view;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.Mode;
import transom.guestfb.Scanout;

/** Says once why pixels are copied that need not be; a guest that makes buffers in masses does not fill the log. */
final class CopyLog {

    private static final Logger LOG = LoggerFactory.getLogger(ScanoutView.class);

    private static final int MOST_LINES = 8;

    private final Scanout scanout;
    private int linesLeft = MOST_LINES;
    private String told;

    CopyLog(Scanout scanout) {
        this.scanout = scanout;
    }

    /** @param path how a frame's pixels got here */
    void tell(Mode mode, String path) {
        if (path.startsWith("upload: ") && linesLeft > 0 && !path.equals(told)) {
            told = path;
            linesLeft--;
            LOG.info("{} '{}': {} is copied, {}", scanout.label(), scanout.guestName(), mode, path);
        }
    }
}
