package transom.launcher.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import transom.features.UserError;

/** Lets one instance run in a {@link RuntimeDir} at a time. The kernel lets go of it when the process ends, however. */
final class InstanceLock implements AutoCloseable {

    private final FileChannel file;

    private InstanceLock(FileChannel file) {
        this.file = file;
    }

    /** Takes the lock, or says who has it. */
    static InstanceLock take(RuntimeDir dir) throws IOException {
        FileChannel file = FileChannel.open(
                dir.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock == null) {
            file.close();
            throw new UserError("Transom runs in " + dir.path() + " already (pid "
                    + Files.readString(dir.lock()).strip()
                    + "). './transom shell' talks to it; a second one needs a folder of its own: --runtime-dir DIR");
        }
        file.truncate(0);
        file.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new InstanceLock(file);
    }

    /** Whether an instance runs there. */
    static boolean isHeld(RuntimeDir dir) {
        try (FileChannel file = FileChannel.open(dir.lock(), StandardOpenOption.WRITE)) {
            return file.tryLock() == null;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
