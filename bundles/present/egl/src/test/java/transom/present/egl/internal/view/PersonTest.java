package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import transom.present.support.FakeScanout;
import transom.xshot.XWindow;

/** What a person does in a window reaches its guest, or the window. */
class PersonTest extends ScreenTest {

    private static final int KEY_A = 30;
    private static final int KEY_LEFTSHIFT = 42;
    private static final int KEY_F11 = 87;

    private void awaitEvents(FakeScanout scanout, String... expected) {
        await().untilAsserted(() -> assertThat(scanout.events()).containsSubsequence(expected));
    }

    @Test
    void keysPointerButtonsAndWheelReachTheGuest() throws Exception {
        FakeScanout scanout = guest(1, "input", 320, 240);
        screen.awaitPicture("input", scanout.picture());
        Person person = new Person(screen);
        person.move(17, 23);
        person.type(KEY_A);
        person.click(1);
        person.click(3);
        person.click(2);
        person.click(4);
        person.click(5);
        awaitEvents(
                scanout,
                "pointer 17,23",
                "key 30 down",
                "key 30 up",
                "key 272 down",
                "key 272 up",
                "key 273 down",
                "key 274 down",
                "wheel 1",
                "wheel -1");
    }

    @Test
    void thePointerIsInTheGuestsPixels() throws Exception {
        FakeScanout scanout = guest(1, "pointer", 100, 100);
        screen.awaitPicture("pointer", scanout.picture());
        screen.windows().resize(screen.await("pointer").id(), 400, 200);
        await().until(() -> presenter.presentations().get(0).target().endsWith("400x200"));
        Person person = new Person(screen);
        person.move(200, 100);
        person.move(10, 199);
        person.move(399, 0);
        awaitEvents(scanout, "pointer 50,50", "pointer 0,99", "pointer 99,0");
    }

    @Test
    void noKeyStaysDownWhenTheFocusGoes() throws Exception {
        FakeScanout one = guest(1, "one", 200, 200);
        screen.awaitPicture("one", one.picture());
        FakeScanout two = guest(2, "two", 200, 200);
        screen.awaitPicture("two", two.picture());
        Person person = new Person(screen);
        person.move(100, 100);
        person.click(1);
        person.key(KEY_LEFTSHIFT, true);
        awaitEvents(one, "key 272 down", "key 42 down");
        person.move(300, 100);
        person.click(1);
        awaitEvents(one, "key 42 down", "releaseAll");
        person.type(KEY_A);
        awaitEvents(two, "key 30 down", "key 30 up");
        assertThat(one.events()).doesNotContain("key 30 down");
        person.key(KEY_LEFTSHIFT, false);
    }

    @Test
    void theFullscreenKeyIsTheWindowsOwn() throws Exception {
        FakeScanout scanout = guest(1, "full", 200, 150);
        screen.awaitPicture("full", scanout.picture());
        Person person = new Person(screen);
        person.move(50, 50);
        person.type(KEY_F11);
        await().until(() -> {
            XWindow window = screen.await("full");
            return window.width() == 800 && window.height() == 600 && window.x() == 0 && window.y() == 0;
        });
        person.type(KEY_F11);
        screen.awaitPicture("full", scanout.picture());
        assertThat(scanout.events()).noneMatch(event -> event.startsWith("key 87"));
    }

    @Test
    void aClosedWindowStaysClosedUntilItIsShownAgain() throws Exception {
        FakeScanout one = guest(1, "one", 200, 200);
        FakeScanout two = guest(2, "two", 200, 200);
        screen.awaitPicture("one", one.picture());
        screen.awaitPicture("two", two.picture());
        Person person = new Person(screen);
        person.close(screen.await("one"));
        await().until(() -> !screen.has("one"));
        one.update();
        screen.awaitPicture("two", two.picture());
        await().until(() -> one.subscriptions() == 0);
        assertThat(one.events()).contains("releaseAll");
        assertThat(told.told()).isEqualTo(List.of("open", "open"));
        person.close(screen.await("two"));
        await().until(() -> told.told().equals(List.of("open", "open", "closed")));
        assertThat(presenter.presentations()).allMatch(p -> p.target().equals("closed by the person"));
        one.picture().paint(0, 0, 200, 200, 4);
        assertThat(presenter.show()).isEqualTo(2);
        screen.awaitPicture("one", one.picture());
        screen.awaitPicture("two", two.picture());
        assertThat(told.told()).endsWith("open");
    }
}
