package io.dialogue.autoconfigure.security;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.Handshake;
import io.dialogue.hook.AuthenticationResult;

/**
 * Recognises clients by the certificate that TLS verified. The user is the common name of
 * its subject; the whole subject is the claim {@code subject}.
 */
final class CertificateMechanism implements AuthenticationMechanism, Ordered {

	@Override
	public int getOrder() {
		return CERTIFICATE;
	}

	@Override
	public CompletionStage<@Nullable AuthenticationResult> authenticate(Handshake handshake) {
		X509Certificate certificate = handshake.certificate();
		return CompletableFuture.completedStage((certificate != null) ? user(certificate) : null);
	}

	private static AuthenticationResult user(X509Certificate certificate) {
		String subject = certificate.getSubjectX500Principal().getName();
		String name = commonName(subject);
		if (name == null || name.isBlank()) {
			return AuthenticationResult.reject("The certificate has no common name");
		}
		return AuthenticationResult.accept(ClientIdentity.of(name)
			.withClaims(Map.of("subject", subject))
			.withIssuedAt(certificate.getNotBefore().toInstant())
			.withExpiry(certificate.getNotAfter().toInstant()));
	}

	/** Names are written from the most specific part to the least. */
	private static @Nullable String commonName(String subject) {
		try {
			String found = null;
			for (Rdn part : new LdapName(subject).getRdns()) {
				if ("CN".equalsIgnoreCase(part.getType()) && part.getValue() instanceof String name) {
					found = name;
				}
			}
			return found;
		}
		catch (InvalidNameException ex) {
			return null;
		}
	}

}
