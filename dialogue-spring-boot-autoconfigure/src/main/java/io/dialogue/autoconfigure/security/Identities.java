package io.dialogue.autoconfigure.security;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.util.StringUtils;

import io.dialogue.client.ClientIdentity;

/**
 * Makes identities of what Spring Security knows of a user.
 */
final class Identities {

	private Identities() {
	}

	/**
	 * The user of an authentication.
	 * @param authentication the authentication
	 * @return the identity, or {@code null} if the user has no name
	 */
	static @Nullable ClientIdentity of(Authentication authentication) {
		String name = authentication.getName();
		if (!StringUtils.hasText(name)) {
			return null;
		}
		Set<String> authorities = new LinkedHashSet<>();
		for (GrantedAuthority authority : authentication.getAuthorities()) {
			if (authority.getAuthority() != null) {
				authorities.add(authority.getAuthority());
			}
		}
		return ClientIdentity.of(name).withAuthorities(authorities);
	}

	/**
	 * When a user logged in, according to Spring Security.
	 * @param authentication the user's authentication
	 * @return the time of the latest factor, or {@code null} if none is known
	 */
	static @Nullable Instant loginTime(Authentication authentication) {
		Instant latest = null;
		for (GrantedAuthority authority : authentication.getAuthorities()) {
			if (authority instanceof FactorGrantedAuthority factor
					&& (latest == null || factor.getIssuedAt().isAfter(latest))) {
				latest = factor.getIssuedAt();
			}
		}
		return latest;
	}

	/**
	 * Claims without those that are null, which an identity does not hold.
	 * @param claims the claims
	 * @return a copy
	 */
	static Map<String, Object> present(Map<String, ? extends @Nullable Object> claims) {
		Map<String, Object> present = new LinkedHashMap<>();
		claims.forEach((name, value) -> {
			if (value != null) {
				present.put(name, value);
			}
		});
		return present;
	}

}
