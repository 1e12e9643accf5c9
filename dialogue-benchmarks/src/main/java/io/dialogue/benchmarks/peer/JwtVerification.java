package io.dialogue.benchmarks.peer;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Has an application verify tokens (RS256), with a key that the harness gives.
 */
@Configuration(proxyBeanMethods = false)
public class JwtVerification {

	/** The system property that has the public key. */
	public static final String KEY = "benchmark.public-key";

	@Bean
	JwtDecoder jwtDecoder() throws GeneralSecurityException {
		byte[] key = Base64.getUrlDecoder().decode(System.getProperty(KEY));
		return NimbusJwtDecoder
			.withPublicKey((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)))
			.build();
	}

}
