package org.vidimus.dock;

import java.io.IOException;
import java.util.Set;
import org.vidimus.client.Refusal;
import org.vidimus.dock.camera.Finding;
import org.vidimus.dock.camera.Finding.Code;
import org.vidimus.dock.camera.Listing;
import org.vidimus.dock.camera.Part;

/** Brings reports about one camera to the server. */
final class Reporting {
    private final Gear gear;
    private final CameraAtWork camera;
    private final Listing listing;
    private final Set<Part> gone;
    private final Tending tending;

    /** @param gone files that were erased since the listing; may grow meanwhile */
    Reporting(Gear gear, CameraAtWork camera, Listing listing, Set<Part> gone, Tending tending) {
        this.gear = gear;
        this.camera = camera;
        this.listing = listing;
        this.gone = gone;
        this.tending = tending;
    }

    /**
     * Reports how things are now.
     *
     * @return whether the server took it; if not, that is a finding
     * @throws CameraAtWork.Unknown if the server does not know the camera
     * @throws TokenRefused if the server does not accept the token
     */
    boolean report() throws IOException, InterruptedException {
        byte[] statement = new CameraStatement(
                        listing,
                        camera.findings(),
                        gone,
                        gear.name(),
                        gear.clock().instant(),
                        tending)
                .json();
        Patience.Tries tries = gear.patience().tries();
        while (true) {
            try {
                gear.server().post("api/cameras/" + PathSegment.of(camera.serial()) + "/reports", statement);
                tries.succeeded();
                tending.told();
                return true;
            } catch (Refusal refusal) {
                if (refusal.code().equals("no-such-camera")) {
                    throw new CameraAtWork.Unknown();
                }
                if (refusal.concernsToken()) {
                    throw new TokenRefused(refusal);
                }
                if (!refusal.passing() || !camera.waitAfter(refusal, tries)) {
                    return failed(refusal);
                }
            } catch (IOException broken) {
                if (!camera.waitAfter(broken, tries)) {
                    return failed(broken);
                }
            }
        }
    }

    private boolean failed(IOException why) {
        camera.find(Finding.of(Code.REPORT_FAILED, Reason.of(why)));
        return false;
    }
}
