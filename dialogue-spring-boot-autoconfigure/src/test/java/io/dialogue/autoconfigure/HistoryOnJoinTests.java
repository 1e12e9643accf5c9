package io.dialogue.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A boolean or a number.
 */
class HistoryOnJoinTests {

	@ParameterizedTest
	@CsvSource({ "true, 2147483647", "FALSE, 0", "20, 20", " 0 , 0", "-1, -1" })
	void textIsRead(String text, int limit) {
		assertThat(HistoryOnJoin.of(text).limit()).isEqualTo(limit);
	}

	@Test
	void otherTextIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> HistoryOnJoin.of("many"))
			.withMessage("'many' is neither true, false nor a number");
	}

}
