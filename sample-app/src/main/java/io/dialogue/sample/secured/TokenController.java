package io.dialogue.sample.secured;

import java.time.Instant;
import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Gives whoever has logged in a token for the socket, valid for a short time.
 */
@RestController
@Profile("secured")
class TokenController {

	private final JwtEncoder encoder;

	private final Accounts accounts;

	private final TokenProperties properties;

	TokenController(JwtEncoder encoder, Accounts accounts, TokenProperties properties) {
		this.encoder = encoder;
		this.accounts = accounts;
		this.properties = properties;
	}

	// tag::token[]
	@PostMapping("/token")
	Token issue(Authentication user) {
		Instant now = Instant.now();
		List<String> authorities = user.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.issuer(TokenConfiguration.ISSUER)
			.subject(user.getName())
			.issuedAt(now)
			.expiresAt(now.plus(this.properties.lifetime()))
			.claim(TokenConfiguration.AUTHORITIES, authorities)
			.build();
		JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
		String token = this.encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
		if (!this.accounts.isOpen(user.getName())) { // <1>
			throw new ResponseStatusException(HttpStatus.FORBIDDEN);
		}
		return new Token(token);
	}
	// end::token[]

	/**
	 * A token.
	 *
	 * @param token what the client sends as {@code auth.token}
	 */
	record Token(String token) {

	}

}
