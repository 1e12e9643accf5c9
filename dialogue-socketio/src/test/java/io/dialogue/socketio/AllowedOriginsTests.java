package io.dialogue.socketio;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AllowedOriginsTests {

	@Test
	void requestWithoutOriginIsAllowed() {
		assertThat(AllowedOrigins.sameOrigin().allows(null, "a")).isTrue();
	}

	@Test
	void sameOriginComparesHostAndPort() {
		AllowedOrigins origins = AllowedOrigins.sameOrigin();
		assertThat(origins.allows("http://a.example:8080", "A.example:8080")).isTrue();
		assertThat(origins.allows("http://a.example:8081", "a.example:8080")).isFalse();
		assertThat(origins.allows("http://a.example.evil", "a.example")).isFalse();
		assertThat(origins.allows("null", "a.example")).isFalse();
		assertThat(origins.allows("http://a.example", null)).isFalse();
	}

	@Test
	void listedOriginsAreAllowedWithCredentials() {
		AllowedOrigins origins = AllowedOrigins.of(List.of("https://App.example"));
		assertThat(origins.allows("https://app.example", "b")).isTrue();
		assertThat(origins.allowsCredentials("https://app.example")).isTrue();
		assertThat(origins.allows("http://app.example", "b")).isFalse();
		assertThat(origins.allows("http://b", "b")).isTrue();
	}

	@Test
	void anyOriginIsAllowedWithoutCredentials() {
		AllowedOrigins origins = AllowedOrigins.of(List.of("*"));
		assertThat(origins.allows("https://app.example", "b")).isTrue();
		assertThat(origins.allows("null", "b")).isTrue();
		assertThat(origins.allowsCredentials("https://app.example")).isFalse();
		assertThat(origins.isAny()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "app.example", "https://", "https://a/b", "https://a?b", "https://u@a", "https:// a" })
	void whatIsNoOriginIsRefused(String origin) {
		assertThatIllegalArgumentException().isThrownBy(() -> AllowedOrigins.of(List.of(origin)));
	}

}
