package io.dialogue.autoconfigure.security;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import reactor.core.publisher.Mono;

import io.dialogue.autoconfigure.security.TokenMechanism.AuthenticationConverter;

/**
 * Auto-configuration of the authentication by JWT, with the application's decoder.
 */
@AutoConfiguration(before = DialogueAuthenticationAutoConfiguration.class, afterName = {
		"org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
		"org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration" })
@ConditionalOnClass({ JwtDecoder.class, JwtAuthenticationConverter.class })
@ConditionalOnBooleanProperty(name = "dialogue.security.token.enabled", matchIfMissing = true)
public final class DialogueTokenAutoConfiguration {

	private static AuthenticationConverter converter(
			ObjectProvider<Converter<Jwt, AbstractAuthenticationToken>> converters) {
		Converter<Jwt, AbstractAuthenticationToken> converter = converters
			.getIfAvailable(JwtAuthenticationConverter::new);
		return (jwt) -> CompletableFuture.completedStage(converter.convert(jwt));
	}

	/**
	 * Verifies tokens on the pool of authentications.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnSingleCandidate(JwtDecoder.class)
	static class Blocking {

		@Bean
		@ConditionalOnMissingBean
		TokenMechanism dialogueTokenMechanism(JwtDecoder decoder,
				ObjectProvider<Converter<Jwt, AbstractAuthenticationToken>> converters) {
			return new TokenMechanism((token) -> CompletableFuture.completedStage(decoder.decode(token)),
					converter(converters));
		}

	}

	/**
	 * Verifies tokens without holding a thread meanwhile.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Mono.class)
	@ConditionalOnSingleCandidate(ReactiveJwtDecoder.class)
	@ConditionalOnMissingBean(JwtDecoder.class)
	static class Reactive {

		@Bean
		@ConditionalOnMissingBean
		TokenMechanism dialogueTokenMechanism(ReactiveJwtDecoder decoder,
				ObjectProvider<Converter<Jwt, Mono<AbstractAuthenticationToken>>> reactive,
				ObjectProvider<Converter<Jwt, AbstractAuthenticationToken>> converters) {
			Converter<Jwt, Mono<AbstractAuthenticationToken>> own = reactive.getIfAvailable();
			return new TokenMechanism((token) -> decoder.decode(token).toFuture(),
					(own != null) ? (jwt) -> converted(own, jwt) : converter(converters));
		}

		private static CompletionStage<AbstractAuthenticationToken> converted(
				Converter<Jwt, Mono<AbstractAuthenticationToken>> converter, Jwt jwt) {
			Mono<AbstractAuthenticationToken> converted = converter.convert(jwt);
			return (converted != null) ? converted.toFuture()
					: CompletableFuture.failedStage(new IllegalStateException("The converter returned null"));
		}

	}

}
