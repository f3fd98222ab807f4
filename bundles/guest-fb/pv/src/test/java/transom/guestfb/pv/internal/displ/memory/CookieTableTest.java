package transom.guestfb.pv.internal.displ.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CookieTableTest {

    @Test
    void whatIsTakenOutIsNotFoundAndTheOthersAre() {
        CookieTable<String> table = new CookieTable<>();
        for (long cookie = -20; cookie < 20; cookie++) {
            table.add(cookie, "v" + cookie);
        }
        assertThat(table.remove(-20)).isEqualTo("v-20");
        assertThat(table.remove(3)).isEqualTo("v3");
        assertThat(table.remove(3)).isNull();
        assertThat(table.find(3)).isNull();
        assertThat(table.find(-1)).isEqualTo("v-1");
        assertThat(table.find(19)).isEqualTo("v19");
        assertThat(table.size()).isEqualTo(38);
        table.add(3, "again");
        assertThat(table.find(3)).isEqualTo("again");
    }
}
