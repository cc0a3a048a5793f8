package org.keyspike.datasets.timit;

import java.util.List;
import java.util.Set;

/** The speakers of TIMIT's test folder that are scored or developed on, as published. */
final class TimitSpeakers {
  /** The core test set of the corpus documentation: two men and a woman of each dialect region. */
  static final Set<String> CORE_TEST =
      speakers(
          """
          MDAB0 MWBT0 FELC0 MTAS1 MWEW0 FPAS0 MJMP0 MLNT0 FPKT0 MLLL0 MTLS0 FJLM0 MBPM0 MKLT0 FNLP0
          MCMJ0 MJDH0 FMGD0 MGRT0 MNJM0 FDHC0 MJLN0 MPAM0 FMLD0
          """);

  /** The development set of Halberstadt's thesis (MIT, 1998), apart from the core test set. */
  static final Set<String> DEVELOPMENT =
      speakers(
          """
          FAKS0 FDAC1 FJEM0 MGWT0 MJAR0 MMDB1 MMDM2 MPDF0 FCMH0 FKMS0 MBDG0 MBWM0 MCSH0 FADG0 FDMS0
          FEDW0 MGJF0 MGLB0 MRTK0 MTAA0 MTDT0 MTHC0 MWJG0 FNMR0 FREW0 FSEM0 MBNS0 MMJR0 MDLS0 MDLF0
          MDVC0 MERS0 FMAH0 FDRW0 MRCS0 MRJM4 FCAL1 MMWH0 FJSJ0 MAJC0 MJSW0 MREB0 FGJD0 FJMG0 MROA0
          MTEB0 MJFC0 MRJR0 FMML0 MRWS1
          """);

  private TimitSpeakers() {}

  private static Set<String> speakers(String text) {
    return Set.copyOf(List.of(text.strip().split("\\s+")));
  }
}
