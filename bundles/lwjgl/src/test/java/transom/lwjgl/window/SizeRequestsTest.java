package transom.lwjgl.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeRequestsTest {

    private final SizeRequests requests = new SizeRequests();

    @Test
    void anAnswerIsOursOnceAndSettlesOlderRequests() {
        requests.add(10, 10);
        requests.add(20, 20);
        requests.add(30, 30);
        assertThat(requests.settles(20, 20)).isTrue();
        assertThat(requests.settles(10, 10)).isFalse();
        assertThat(requests.settles(30, 30)).isTrue();
        assertThat(requests.settles(30, 30)).isFalse();
    }

    @Test
    void requestsWithoutAnswerDoNotPileUp() {
        for (int i = 1; i <= 100; i++) {
            requests.add(i, i);
        }
        assertThat(requests.settles(92, 92)).isFalse();
        assertThat(requests.settles(93, 93)).isTrue();
    }
}
