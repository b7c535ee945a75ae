package io.peregrine.output.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LogTimeTest {
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter SYSLOG = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

    @Test
    void writesEveryDayOfAYearAsTheFormattersOfTheJdk() {
        ZonedDateTime time = ZonedDateTime.of(2028, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        for (int i = 0; i < 366; i++) {
            assertThat(LogTime.full(time)).isEqualTo(FULL.format(time));
            assertThat(LogTime.iso(time)).isEqualTo(ISO.format(time));
            assertThat(LogTime.ofSyslog(time)).isEqualTo(SYSLOG.format(time));
            time = time.plusDays(1).plusMinutes(3).plusSeconds(7);
        }
    }
}
