package transom.guestfb.pv.internal.device;

import java.util.ArrayList;
import java.util.List;

/** Writes down what it is asked. */
final class RecordingBackend implements DeviceBackend {

    final List<String> asked = new ArrayList<>();
    RuntimeException onAttach;
    Guard guard;
    boolean ready = true;
    String offer;

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void prepare() {
        if (offer != null) {
            asked.add("prepare");
        }
    }

    @Override
    public void writeOffer(NodeWriter frontendKeys) {
        if (offer != null) {
            frontendKeys.set("offer", offer);
        }
    }

    @Override
    public void writeFeatures(NodeWriter keys) {
        keys.set("feature-test", "1");
    }

    @Override
    public void attach(Guard attachedGuard) {
        asked.add("attach");
        guard = attachedGuard;
        if (onAttach != null) {
            throw onAttach;
        }
    }

    @Override
    public void writeConnected(NodeWriter keys) {
        keys.set("request-test", "1");
    }

    @Override
    public void connected() {
        asked.add("connected");
    }

    @Override
    public void detach() {
        asked.add("detach");
    }

    @Override
    public void disconnect() {
        asked.add("disconnect");
    }

    @Override
    public void close() {
        asked.add("close");
    }

    @Override
    public String loss() {
        return "its test is off";
    }

    @Override
    public String description() {
        return "test";
    }
}
