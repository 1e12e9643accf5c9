package io.dialogue.gateway;

import java.security.SecureRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionSecretTests {

	private final SessionSecret secret = new SessionSecret(new SecureRandom());

	@Test
	void survivesItsText() {
		assertThat(this.secret.text()).matches("[A-Za-z0-9_-]{22}");
		assertThat(SessionSecret.parse(this.secret.text())).isEqualTo(this.secret);
		assertThat(new SessionSecret(new SecureRandom())).isNotEqualTo(this.secret);
	}

	@Test
	void isFoundByItsBitsWhateverBelongsToIt() {
		SessionSecret inherited = new SessionSecret(this.secret) {
		};
		assertThat(inherited).isEqualTo(this.secret).hasSameHashCodeAs(this.secret);
		assertThat(this.secret).isEqualTo(inherited);
		assertThat(inherited.text()).isEqualTo(this.secret.text());
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
