package io.dialogue.socketio;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Which web pages may connect, by the {@code Origin} that their browser sends. A request
 * without an origin does not come from another site's page and is always allowed. Applies
 * to long-polling, where browsers ask for it (CORS), and to WebSocket, where they do not.
 * Immutable.
 */
public final class AllowedOrigins {

	private static final String ANY = "*";

	private final Set<String> origins;

	private final boolean credentials;

	private final IntSupplier webPort;

	private AllowedOrigins(Set<String> origins) {
		this(origins, true, () -> -1);
	}

	private AllowedOrigins(Set<String> origins, boolean credentials, IntSupplier webPort) {
		this.origins = origins;
		this.credentials = credentials;
		this.webPort = webPort;
	}

	/**
	 * Pages that come from the host and port to which they connect, and no others.
	 * @return the rule
	 */
	public static AllowedOrigins sameOrigin() {
		return new AllowedOrigins(Set.of());
	}

	/**
	 * All pages, without credentials.
	 * @return the rule
	 */
	public static AllowedOrigins any() {
		return new AllowedOrigins(Set.of(ANY));
	}

	/**
	 * Pages of the same origin, and those of the origins listed, which may send
	 * credentials.
	 * @param origins origins such as {@code https://example.org}; {@code *} stands for
	 * all
	 * @return the rule
	 * @throws IllegalArgumentException if one is no origin
	 */
	public static AllowedOrigins of(Collection<String> origins) {
		Set<String> normalized = new LinkedHashSet<>();
		for (String origin : origins) {
			Assert.isTrue(ANY.equals(origin) || isOrigin(origin), () -> "'" + origin
					+ "' is no origin: it takes a scheme, a host and perhaps a port, as in https://example.org");
			normalized.add(origin.toLowerCase(Locale.ROOT));
		}
		return new AllowedOrigins(Set.copyOf(normalized));
	}

	/**
	 * The same pages, none of which may send credentials.
	 * @return the rule
	 */
	public AllowedOrigins withoutCredentials() {
		return new AllowedOrigins(this.origins, false, this.webPort);
	}

	/**
	 * The same pages, and those of the application's own web server: of the same host, at
	 * another port. They count as of the same origin.
	 * @param port gives the web server's port, or a negative number while there is none
	 * @return the rule
	 */
	public AllowedOrigins withWebPort(IntSupplier port) {
		return new AllowedOrigins(this.origins, this.credentials, port);
	}

	/**
	 * Whether a request may be served.
	 * @param origin the request's {@code Origin}, if any
	 * @param host the request's {@code Host}, if any
	 * @return {@code false} if it comes from a page that may not connect
	 */
	boolean allows(@Nullable String origin, @Nullable String host) {
		return origin == null || isAny() || isListed(origin) || isSameOrigin(origin, host);
	}

	/**
	 * Whether a request's cookies count: pages of other origins may send them only where
	 * their origin was listed by name.
	 * @param origin the request's {@code Origin}, if any
	 * @param host the request's {@code Host}, if any
	 * @return {@code false} if the page may not act with what its visitor's browser has
	 */
	boolean allowsCredentials(@Nullable String origin, @Nullable String host) {
		return origin == null || isSameOrigin(origin, host) || (this.credentials && isListed(origin));
	}

	private boolean isListed(String origin) {
		return this.origins.contains(origin.toLowerCase(Locale.ROOT));
	}

	/**
	 * Whether all origins are allowed.
	 * @return {@code true} if they are
	 */
	boolean isAny() {
		return this.origins.contains(ANY);
	}

	private boolean isSameOrigin(String origin, @Nullable String host) {
		int scheme = origin.indexOf("://");
		if (host == null || scheme <= 0) {
			return false;
		}
		String authority = origin.substring(scheme + 3);
		return authority.equalsIgnoreCase(host) || isWebServer(origin.substring(0, scheme), authority, host);
	}

	private boolean isWebServer(String scheme, String authority, String host) {
		int port = this.webPort.getAsInt();
		if (port < 0 || !name(authority).equalsIgnoreCase(name(host))) {
			return false;
		}
		String stated = authority.substring(name(authority).length());
		return stated.equals(":" + port) || (stated.isEmpty() && port == ("https".equals(scheme) ? 443 : 80));
	}

	/** The host's name or address, which has colons itself in IPv6. */
	private static String name(String authority) {
		int colon = authority.lastIndexOf(':');
		return (colon > authority.lastIndexOf(']')) ? authority.substring(0, colon) : authority;
	}

	private static boolean isOrigin(String origin) {
		try {
			URI uri = URI.create(origin);
			return uri.getScheme() != null && uri.getHost() != null && uri.getRawPath().isEmpty()
					&& uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	@Override
	public String toString() {
		return this.origins.isEmpty() ? "same origin" : this.origins.toString();
	}

}
