package io.dialogue.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which regular expressions of Java a JSON Schema can have.
 */
class EcmaPatternTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "[a-z]+", "^a|b$", "(?:a|b){2,3}?", "(a)(?=b)(?!c).*", "\\d{4}-\\d{2}",
			"\\u00e4", "[^\\]\\\\-]", "a\\.b\\/c", "Grüße 1" })
	void whatMeansTheSameIsKept(String regexp) {
		assertThat(EcmaPattern.matching(regexp)).isEqualTo("^(?:" + regexp + ")$");
	}

	@ParameterizedTest
	@ValueSource(strings = { "(?i)abc", "a++", "a*+", "a{2}+", "[a-z&&[^b]]", "[a[b]]", "\\p{Alpha}", "\\h",
			"\\Qa.b\\E", "(?<name>a)", "(?<=a)b", "(?>a)", "\\Aa\\z", "\\bword\\b", "[\\S]", "\\1", "a{" })
	void whatMayMeanSomethingElseIsNot(String regexp) {
		assertThat(EcmaPattern.matching(regexp)).isNull();
	}

	@Test
	void whiteSpaceIsThatOfJava() {
		assertThat(EcmaPattern.matching("a\\sb[\\s-]\\\\s"))
			.isEqualTo("^(?:a[ \\t\\n\\u000B\\f\\r]b[ \\t\\n\\u000B\\f\\r-]\\\\s)$");
	}

	@Test
	void longOnesAreNotLookedAt() {
		assertThat(EcmaPattern.matching("a".repeat(501))).isNull();
	}

}
