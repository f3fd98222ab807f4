package transom.present.egl.internal.shell;

import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import transom.present.egl.internal.EglPresenter;

/** Scope present: what only windows have. */
@Component(service = WindowCommands.class)
@GogoCommand(scope = "present", function = "show")
public final class WindowCommands {

    private final EglPresenter presenter;

    @Activate
    public WindowCommands(@Reference EglPresenter presenter) {
        this.presenter = presenter;
    }

    @Descriptor("opens the windows again that were closed")
    public String show() {
        return presenter.show() + " windows opened";
    }
}
