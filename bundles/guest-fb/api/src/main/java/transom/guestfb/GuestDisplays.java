package transom.guestfb;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** All display devices that a backend serves, for people. <b>Thread:</b> any. */
@ProviderType
public interface GuestDisplays {

    /** What the devices are like now, in the order of their ids. */
    List<DisplayInfo> displays();
}
