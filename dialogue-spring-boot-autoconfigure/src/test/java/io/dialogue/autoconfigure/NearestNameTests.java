package io.dialogue.autoconfigure;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The name that somebody may have meant.
 */
class NearestNameTests {

	private static final List<String> KNOWN = List.of("message", "typing", "user:joined", "user:left");

	@ParameterizedTest
	@CsvSource({ "mesage, message", "Message, message", "typeing, typing", "user-joined, user:joined",
			"userleft, user:left" })
	void nearNameIsFound(String written, String meant) {
		assertThat(NearestName.find(written, KNOWN)).isEqualTo(meant);
		assertThat(NearestName.suggest(written, KNOWN)).isEqualTo(" (did you mean '" + meant + "'?)");
	}

	@Test
	void farNameIsNotFound() {
		assertThat(NearestName.find("applause", KNOWN)).isNull();
		assertThat(NearestName.find("x", KNOWN)).isNull();
		assertThat(NearestName.suggest("applause", List.of())).isEmpty();
	}

}
