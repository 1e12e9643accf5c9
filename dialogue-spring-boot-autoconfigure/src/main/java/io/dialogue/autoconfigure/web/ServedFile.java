package io.dialogue.autoconfigure.web;

import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.util.StringUtils;

/**
 * A file as it is served. Its ETag is that of its content.
 *
 * @param path the path below that of the application
 * @param content the bytes
 * @param etag the entity tag
 */
record ServedFile(String path, byte[] content, String etag) {

	private static final Map<String, MediaType> TYPES = Map.of("js", MediaType.valueOf("text/javascript;charset=UTF-8"),
			"json", MediaType.APPLICATION_JSON);

	private static final MediaType TEXT = MediaType.valueOf("text/plain;charset=UTF-8");

	static ServedFile of(String name, byte[] content) {
		return new ServedFile("/dialogue/" + name, content, "\"" + DigestUtils.md5DigestAsHex(content) + "\"");
	}

	/** Caches keep it, and ask whether it has changed. */
	void describe(HttpHeaders headers) {
		String extension = StringUtils.getFilenameExtension(this.path);
		headers.setContentType(TYPES.getOrDefault((extension != null) ? extension : "", TEXT));
		headers.setContentLength(this.content.length);
		headers.setETag(this.etag);
		headers.setCacheControl(CacheControl.noCache());
		headers.set("X-Content-Type-Options", "nosniff");
	}

}
