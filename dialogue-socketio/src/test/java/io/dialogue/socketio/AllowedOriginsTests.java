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
		assertThat(origins.allowsCredentials("https://app.example", "b")).isTrue();
		assertThat(origins.allows("http://app.example", "b")).isFalse();
		assertThat(origins.allows("http://b", "b")).isTrue();
	}

	@Test
	void anyOriginIsAllowedWithoutCredentials() {
		AllowedOrigins origins = AllowedOrigins.of(List.of("*"));
		assertThat(origins.allows("https://app.example", "b")).isTrue();
		assertThat(origins.allows("null", "b")).isTrue();
		assertThat(origins.allowsCredentials("https://app.example", "b")).isFalse();
		assertThat(origins.isAny()).isTrue();
	}

	@Test
	void pagesOfTheWebServerAreOfTheSameOrigin() {
		AllowedOrigins origins = AllowedOrigins.sameOrigin().withWebPort(() -> 8080);
		for (String host : List.of("a.example", "127.0.0.1", "[::1]")) {
			assertThat(origins.allows("http://" + host + ":8080", host + ":3000")).isTrue();
			assertThat(origins.allowsCredentials("http://" + host + ":8080", host + ":3000")).isTrue();
			assertThat(origins.allows("http://" + host + ":8081", host + ":3000")).isFalse();
			assertThat(origins.allows("http://" + host, host + ":3000")).isFalse();
		}
		assertThat(origins.allows("http://evil.example:8080", "a.example:3000")).isFalse();
		assertThat(origins.allows("http://a.example:8080.evil.example", "a.example:3000")).isFalse();
		assertThat(origins.allows("http://a.example:80801", "a.example:3000")).isFalse();
		assertThat(origins.allows("http://evil@a.example:8080", "a.example:3000")).isFalse();
		assertThat(AllowedOrigins.sameOrigin().allows("http://a.example:8080", "a.example:3000")).isFalse();
	}

	@Test
	void pagesOfTheWebServerOnADefaultPortAreOfTheSameOrigin() {
		assertThat(AllowedOrigins.sameOrigin().withWebPort(() -> 443).allows("https://a.example", "a.example:3000"))
			.isTrue();
		assertThat(AllowedOrigins.sameOrigin().withWebPort(() -> 443).allows("http://a.example", "a.example:3000"))
			.isFalse();
		assertThat(AllowedOrigins.sameOrigin().withWebPort(() -> 80).allows("http://a.example", "a.example:3000"))
			.isTrue();
	}

	@Test
	void credentialsCountWithoutOriginAndFromTheSameOrigin() {
		for (AllowedOrigins origins : List.of(AllowedOrigins.any(), AllowedOrigins.sameOrigin(),
				AllowedOrigins.of(List.of("https://app.example")).withoutCredentials())) {
			assertThat(origins.allowsCredentials(null, "a.example")).isTrue();
			assertThat(origins.allowsCredentials("https://a.example", "a.example")).isTrue();
			assertThat(origins.allowsCredentials("https://app.example", "a.example")).isFalse();
			assertThat(origins.allowsCredentials("null", "a.example")).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "app.example", "https://", "https://a/b", "https://a?b", "https://u@a", "https:// a" })
	void whatIsNoOriginIsRefused(String origin) {
		assertThatIllegalArgumentException().isThrownBy(() -> AllowedOrigins.of(List.of(origin)));
	}

}
