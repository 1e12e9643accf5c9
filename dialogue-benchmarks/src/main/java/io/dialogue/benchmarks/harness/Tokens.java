package io.dialogue.benchmarks.harness;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * Issues tokens (RS256 with 2,048 bits) of as many users.
 */
final class Tokens {

	private static final long LIFETIME_SECONDS = 3600;

	private final KeyPair keys;

	Tokens() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		this.keys = generator.generateKeyPair();
	}

	String publicKey() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(this.keys.getPublic().getEncoded());
	}

	List<String> issue(int count) throws JOSEException {
		RSASSASigner signer = new RSASSASigner(this.keys.getPrivate());
		List<String> tokens = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256),
					new JWTClaimsSet.Builder().subject("user-" + i)
						.issuer("https://issuer.example.org")
						.claim("scope", "chat:read chat:write")
						.issueTime(new Date())
						.expirationTime(Date.from(Instant.now().plusSeconds(LIFETIME_SECONDS)))
						.build());
			token.sign(signer);
			tokens.add(token.serialize());
		}
		return tokens;
	}

}
