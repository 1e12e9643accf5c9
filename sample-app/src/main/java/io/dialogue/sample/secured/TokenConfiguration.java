package io.dialogue.sample.secured;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/**
 * Tokens that the sample signs and verifies itself, with keys that last as long as the
 * process. An application with an authorization server sets
 * {@code spring.security.oauth2.resourceserver.jwt.issuer-uri} instead.
 */
@Configuration(proxyBeanMethods = false)
@Profile("secured")
@EnableConfigurationProperties(TokenProperties.class)
class TokenConfiguration {

	/** Says that a token is one of this application. */
	static final String ISSUER = "dialogue-sample";

	/** The claim that holds the user's authorities. */
	static final String AUTHORITIES = "authorities";

	private static final int KEY_SIZE = 2048;

	@Bean
	KeyPair tokenKeys() throws NoSuchAlgorithmException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(KEY_SIZE);
		return generator.generateKeyPair();
	}

	@Bean
	JwtEncoder tokenEncoder(KeyPair keys) {
		return NimbusJwtEncoder.withKeyPair((RSAPublicKey) keys.getPublic(), (RSAPrivateKey) keys.getPrivate()).build();
	}

	// tag::decoder[]
	@Bean
	ReactiveJwtDecoder tokenDecoder(KeyPair keys) {
		NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withPublicKey((RSAPublicKey) keys.getPublic())
			.build();
		decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(ISSUER));
		return decoder;
	}

	@Bean
	JwtAuthenticationConverter tokenConverter() {
		JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();
		authorities.setAuthoritiesClaimName(AUTHORITIES);
		authorities.setAuthorityPrefix("");
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter(authorities);
		return converter;
	}
	// end::decoder[]

}
