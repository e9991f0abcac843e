package dev.trueup.simulator.sandbox;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import dev.trueup.simulator.credentials.ChannelCredentials;
import dev.trueup.simulator.credentials.Fresh;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Fresh credentials of the sandbox channel. */
public final class SandboxCredentialsMaker implements ChannelCredentials {
    private static final int SECRET_BYTES = 32;

    @Override
    public String channel() {
        return ChannelIds.SANDBOX;
    }

    @Override
    public Map<String, byte[]> make(SecureRandom random, URI baseUrl) {
        var sandbox = new SandboxCredentials(
                "m-" + HexFormat.of().formatHex(Fresh.bytes(random, 4)),
                "sk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(Fresh.bytes(random, SECRET_BYTES)),
                "whsec_" + Base64.getEncoder().encodeToString(Fresh.bytes(random, SECRET_BYTES)),
                baseUrl);
        return Map.of(SandboxCredentialsFile.NAME, Fresh.file(sandbox));
    }
}
