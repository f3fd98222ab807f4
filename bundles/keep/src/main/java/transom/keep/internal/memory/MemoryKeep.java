package transom.keep.internal.memory;

import java.util.Properties;
import transom.keep.KeptEntry;
import transom.keep.internal.store.FdStore;
import transom.keep.internal.supervisor.Supervisor;

/** A keep of a test's own: unlike the product's it lets go of everything when it is closed. */
public final class MemoryKeep extends FdStore {

    public MemoryKeep() {
        super(new Properties(), Supervisor.NONE);
    }

    @Override
    public synchronized void close() {
        if (!isClosed()) {
            list().stream().map(KeptEntry::name).forEach(this::remove);
        }
        super.close();
    }
}
