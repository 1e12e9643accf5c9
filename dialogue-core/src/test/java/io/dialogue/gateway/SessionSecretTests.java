package io.dialogue.gateway;

import java.security.SecureRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionSecretTests {

	private final SessionSecret secret = SessionSecret.random(new SecureRandom());

	@Test
	void survivesItsText() {
		assertThat(this.secret.text()).matches("[A-Za-z0-9_-]{32}");
		assertThat(SessionSecret.parse(this.secret.text())).isEqualTo(this.secret);
		assertThat(SessionSecret.random(new SecureRandom())).isNotEqualTo(this.secret);
	}

	@Test
	void otherTextsAreNone() {
		String text = this.secret.text();
		assertThat(SessionSecret.parse("")).isNull();
		assertThat(SessionSecret.parse(text + text)).isNull();
		assertThat(SessionSecret.parse(text.substring(1))).isNull();
		assertThat(SessionSecret.parse(text.substring(1) + "=")).isNull();
		assertThat(SessionSecret.parse(text.substring(1) + "+")).isNull();
		assertThat(SessionSecret.parse(text.substring(1) + "\u00e9")).isNull();
	}

	@Test
	void isNotWrittenToLogs() {
		assertThat(this.secret).hasToString("SessionSecret");
	}

}
